package io.github.cognitobackup.catalogue;

/** Why a backup stays when a storage is pruned. */
public enum KeepReason {
  /** It is among the newest. */
  LAST,
  /** It is the newest of its day. */
  DAILY,
  /** It is the newest of its week. */
  WEEKLY,
  /** It is the newest of its month. */
  MONTHLY,
  /** It is the newest of its year. */
  YEARLY,
  /** It is not old enough. */
  WITHIN,
  /** It is the newest of the pool. */
  NEWEST,
  /** No newer archive of the pool was verified. */
  NEWEST_VERIFIED,
  /** No newer archive of the pool is complete and unsuspicious, or none of those can be proven. */
  NEWEST_COMPLETE,
  /** It is older than the newest archives of the pool, which are suspicious. */
  NEWER_IS_SUSPICIOUS,
  /** One of its archives has no receipt that fits it; {@code verify --all} writes one. */
  NO_RECEIPT,
  /** It is dated more than a quarter of an hour after now. */
  FROM_THE_FUTURE,
  /**
   * No rule keeps it, or it would count for one, but only a receipt speaks for that: it was not
   * opened, because there is no key or another one.
   */
  UNPROVEN,
  /** Its bytes are not those of its receipt, or it cannot be opened. */
  DAMAGED,
  /** A restore of it has not come to its end. */
  RESTORE_UNFINISHED,
  /** No archive of the pool could be proven sound, so nothing of the pool is deleted. */
  NOTHING_PROVEN,
  /** The storage keeps one of its archives from being removed for a time (S3 Object Lock). */
  LOCKED,
  /** The storage refused to delete it. */
  NOT_DELETABLE
}
