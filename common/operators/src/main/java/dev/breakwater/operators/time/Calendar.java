package dev.breakwater.operators.time;

/** The proleptic Gregorian calendar in arithmetic: days since 1970-01-01 to and from dates. */
final class Calendar {

  private static final int DAYS_OF_400_YEARS = 146_097;

  /** Days from 0000-03-01, where this arithmetic starts its years, to 1970-01-01. */
  private static final int DAYS_BEFORE_1970 = 719_468;

  private Calendar() {}

  static int daysIn(int year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return 30 + ((month + (month >> 3)) & 1);
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Days from 1970-01-01 to this date, which must exist; years from 1 on. */
  static long daysUntil(int year, int month, int day) {
    int yearFromMarch = month > 2 ? year : year - 1;
    int monthFromMarch = month > 2 ? month - 3 : month + 9;
    int century = yearFromMarch / 100;
    long days = yearFromMarch * 365L + yearFromMarch / 4 - century + century / 4;
    return days + (153 * monthFromMarch + 2) / 5 + day - 1 - DAYS_BEFORE_1970;
  }

  /** The date that many days after 1970-01-01, packed: {@code (year << 9) | (month << 5) | day}. */
  static int dateOf(long daysSince1970) {
    int days = (int) daysSince1970 + DAYS_BEFORE_1970;
    int era = days / DAYS_OF_400_YEARS;
    int dayOfEra = days - era * DAYS_OF_400_YEARS;
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    return (year << 9) | (month << 5) | day;
  }
}
