namespace Redoubt.Cel.Values;

/// <summary>
/// What clock and calendar show so many seconds after 1970 began, in the Gregorian calendar carried on both ways: in a zone a timestamp may lie in
/// the year 0 or 10000, which .NET's own types do not reach.
/// </summary>
/// <param name="seconds">Seconds since the beginning of 1970, of the local clock.</param>
/// <param name="nanos">Nanoseconds, counted forward.</param>
internal readonly struct CivilTime(long seconds, int nanos)
{
    public const int SecondsPerDay = 86_400;

    /// <summary>400 years, after which the calendar repeats itself.</summary>
    private const int DaysPerEra = 146_097;

    /// <summary>From the first of March of the year 0 to the beginning of 1970.</summary>
    private const int DaysTo1970 = 719_468;

    private readonly long _days = Floor(seconds, SecondsPerDay);
    private readonly int _second = (int)(seconds - (Floor(seconds, SecondsPerDay) * SecondsPerDay));

    public int Hour => _second / 3600;

    public int Minute => _second / 60 % 60;

    public int Second => _second % 60;

    public int Millisecond => nanos / 1_000_000;

    /// <summary>Sunday is 0; 1970 began on a Thursday.</summary>
    public int DayOfWeek => (int)(_days + 4 - (Floor(_days + 4, 7) * 7));

    public long Year => Date.Year;

    public int Month => Date.Month;

    public int Day => Date.Day;

    /// <summary>The day of the year, from 1.</summary>
    public int DayOfYear => (int)(_days - DaysOf(Year, 1, 1)) + 1;

    /// <summary>Year, month and day: years are counted from March, so that the leap day ends one.</summary>
    private (long Year, int Month, int Day) Date
    {
        get
        {
            var days = _days + DaysTo1970;
            var era = Floor(days, DaysPerEra);
            var day = (int)(days - (era * DaysPerEra));
            var year = (day - (day / 1460) + (day / 36_524) - (day / 146_096)) / 365;
            day -= (365 * year) + (year / 4) - (year / 100);
            var month = ((5 * day) + 2) / 153;
            return (year + (era * 400) + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, day - (((153 * month) + 2) / 5) + 1);
        }
    }

    /// <summary>Days from the beginning of 1970 to that of a day.</summary>
    public static long DaysOf(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = Floor(year, 400);
        var ofEra = year - (era * 400);
        var ofYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        return (era * DaysPerEra) + (ofEra * 365) + (ofEra / 4) - (ofEra / 100) + ofYear - DaysTo1970;
    }

    /// <summary>How many days a month has.</summary>
    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static long Floor(long number, long by) => (number / by) - (number % by < 0 ? 1 : 0);
}
