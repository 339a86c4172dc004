package io.github.cognitobackup.emulator.internal.cognito;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Users in the order of a scrambled {@code sub}: stable, and unrelated to names and to the time of
 * creation, as a listing of Cognito is.
 *
 * <p>A table of short sorted arrays; the leading bits of the key choose the array. It doubles when
 * the arrays grow long.
 */
final class UserIndex {

  private static final int FULL = 256;

  private User[][] segments = {{}};
  private int bits;
  private int size;

  int size() {
    return size;
  }

  /** Adds a user; false if one with the same key is there. */
  boolean add(User user) {
    if (size > FULL << bits) {
      grow();
    }
    long key = key(user);
    int number = segment(key);
    User[] old = segments[number];
    int at = search(old, key);
    if (at >= 0) {
      return false;
    }
    User[] changed = new User[old.length + 1];
    int insert = -at - 1;
    System.arraycopy(old, 0, changed, 0, insert);
    changed[insert] = user;
    System.arraycopy(old, insert, changed, insert + 1, old.length - insert);
    segments[number] = changed;
    size++;
    return true;
  }

  void remove(User user) {
    long key = key(user);
    int number = segment(key);
    User[] old = segments[number];
    int at = search(old, key);
    if (at < 0) {
      return;
    }
    User[] changed = new User[old.length - 1];
    System.arraycopy(old, 0, changed, 0, at);
    System.arraycopy(old, at + 1, changed, at, changed.length - at);
    segments[number] = changed;
    size--;
  }

  @Nullable User find(long subHigh, long subLow) {
    long key = key(subHigh, subLow);
    User[] segment = segments[segment(key)];
    int at = search(segment, key);
    if (at < 0) {
      return null;
    }
    User user = segment[at];
    return user.subHigh == subHigh && user.subLow == subLow ? user : null;
  }

  /** Visits the users from a key on, that key included, until the visitor says false. */
  void scan(long from, Predicate<User> visitor) {
    int number = segment(from);
    int at = search(segments[number], from);
    at = at < 0 ? -at - 1 : at;
    for (; number < segments.length; number++) {
      User[] segment = segments[number];
      for (; at < segment.length; at++) {
        if (!visitor.test(segment[at])) {
          return;
        }
      }
      at = 0;
    }
  }

  static long key(User user) {
    return key(user.subHigh, user.subLow);
  }

  private static long key(long high, long low) {
    long mixed = high ^ Long.rotateLeft(low, 31);
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private int segment(long key) {
    return bits == 0 ? 0 : (int) (key >>> (64 - bits));
  }

  private static int search(User[] segment, long key) {
    int low = 0;
    int high = segment.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(key(segment[middle]), key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private void grow() {
    User[][] old = segments;
    bits++;
    segments = new User[old.length * 2][];
    for (int i = 0; i < old.length; i++) {
      int cut = 0;
      while (cut < old[i].length && segment(key(old[i][cut])) == 2 * i) {
        cut++;
      }
      segments[2 * i] = java.util.Arrays.copyOf(old[i], cut);
      segments[2 * i + 1] = java.util.Arrays.copyOfRange(old[i], cut, old[i].length);
    }
  }
}
