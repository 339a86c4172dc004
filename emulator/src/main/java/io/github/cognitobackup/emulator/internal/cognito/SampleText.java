package io.github.cognitobackup.emulator.internal.cognito;

import java.util.SplittableRandom;

/** Names and texts that real pools hold and that programs stumble over. */
final class SampleText {

  private static final String[] GIVEN = {
    "Emma", "Noah", "Hana", "Lukas", "Zoë", "José", "Aarav", "Fatima", "Olivia", "Wei", "Chloé",
    "さくら", "太郎", "陽菜", "محمد", "نور", "יעל", "Михаил", "Björn", "O'Neil", "小明", "지우"
  };
  private static final String[] FAMILY = {
    "Smith",
    "Müller",
    "García",
    "Tanaka",
    "Nguyễn",
    "Okafor",
    "Silva",
    "Kowalski",
    "Rossi",
    "田中",
    "佐藤",
    "鈴木",
    "الهاشمي",
    "כהן",
    "Иванов",
    "D'Angelo",
    "Åkesson",
    "김",
    "王"
  };
  private static final String[] ODD = {
    "😀 smile 👨‍👩‍👧‍👦",
    "line one\nline two",
    "she said \"hi\", twice",
    "back\\slash, comma; semicolon",
    "tab\there",
    "\u200fשלום עולם",
    "𠮷野家 🍣",
    "<script>alert('x')</script>"
  };

  private SampleText() {}

  static String given(SplittableRandom random) {
    return GIVEN[random.nextInt(GIVEN.length)];
  }

  static String family(SplittableRandom random) {
    return FAMILY[random.nextInt(FAMILY.length)];
  }

  static String odd(SplittableRandom random) {
    return ODD[random.nextInt(ODD.length)];
  }

  /** A text of exactly the greatest length that an attribute may have. */
  static String longest(SplittableRandom random) {
    StringBuilder text = new StringBuilder(2048);
    while (text.length() < 2048) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
