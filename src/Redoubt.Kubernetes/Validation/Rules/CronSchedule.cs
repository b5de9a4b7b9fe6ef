using System.Globalization;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Schedules as <c>robfig/cron</c> v3 reads them: five fields, or <c>@daily</c> and its like, or <c>@every 1h</c>.</summary>
internal static class CronSchedule
{
    private static readonly (int Low, int High, string[] Names)[] Fields =
    [
        (0, 59, []),
        (0, 23, []),
        (1, 31, []),
        (1, 12, ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        (0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>What is wrong with a schedule; null if nothing is.</summary>
    public static string? Wrong(string text)
    {
        if (text.StartsWith("TZ=", StringComparison.Ordinal) || text.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            var zone = text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..(space < 0 ? text.Length : space)];
            if (space < 0 || (zone.Length > 0 && zone != "Local" && !TimeZones.IsKnown(zone)))
            {
                return "provided bad location";
            }

            text = text[space..].Trim();
        }

        if (text.StartsWith('@'))
        {
            return Descriptor(text);
        }

        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5)
        {
            return $"expected exactly 5 fields, found {fields.Length}";
        }

        for (var at = 0; at < 5; at++)
        {
            foreach (var part in fields[at].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Range(part, Fields[at]) is { } wrong)
                {
                    return wrong;
                }
            }
        }

        return null;
    }

    private static string? Descriptor(string text)
    {
        if (text is "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily" or "@midnight" or "@hourly")
        {
            return null;
        }

        return text.StartsWith("@every ", StringComparison.Ordinal)
            ? GoDuration.IsValid(text.AsSpan(7)) ? null : "failed to parse duration"
            : "unrecognized descriptor";
    }

    private static string? Range(string text, (int Low, int High, string[] Names) field)
    {
        var steps = text.Split('/');
        var ends = steps[0].Split('-');
        int start, end;
        if (ends[0] is "*" or "?")
        {
            (start, end) = (field.Low, field.High);
        }
        else
        {
            if (!Number(ends[0], field.Names, out start))
            {
                return "failed to parse int";
            }

            end = start;
            if (ends.Length == 2 && !Number(ends[1], field.Names, out end))
            {
                return "failed to parse int";
            }

            if (ends.Length > 2)
            {
                return "too many hyphens";
            }
        }

        var step = 1;
        if (steps.Length > 2)
        {
            return "too many slashes";
        }

        if (steps.Length == 2)
        {
            if (!Number(steps[1], [], out step))
            {
                return "failed to parse int";
            }

            end = ends.Length == 1 ? field.High : end;
        }

        return start < field.Low ? $"beginning of range ({start}) below minimum ({field.Low})"
            : end > field.High ? $"end of range ({end}) above maximum ({field.High})"
            : start > end ? $"beginning of range ({start}) beyond end of range ({end})"
            : step == 0 ? "step of range should be a positive number" : null;
    }

    private static bool Number(string text, string[] names, out int number)
    {
        number = text.Length > 0 ? Array.IndexOf(names, text.ToLowerInvariant()) : -1;
        return number >= 0 || (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= 0);
    }
}
