using System.Globalization;

namespace Redoubt.Kubernetes.Values;

/// <summary>Reads a semantic version as a server does, and says in its words why a text is none.</summary>
internal static class SemanticVersionReader
{
    /// <summary>The version, or null and why.</summary>
    /// <param name="text">The text.</param>
    /// <param name="normalize">Whether a leading v, leading zeros and missing parts are allowed.</param>
    /// <param name="reason">Why there is none.</param>
    public static SemanticVersion? Read(string text, bool normalize, out string reason)
    {
        reason = "";
        if (normalize)
        {
            text = Normalized(text, ref reason);
        }

        reason = reason.Length > 0 ? reason : text.Length == 0 ? "Version string empty" : "";
        var parts = text.Split('.', 3);
        if (reason.Length == 0 && parts.Length != 3)
        {
            reason = "No Major.Minor.Patch elements found";
        }

        return reason.Length == 0 ? Parts(parts, out reason) : null;
    }

    private static SemanticVersion? Parts(string[] parts, out string reason)
    {
        var patch = parts[2];
        string[] build = [];
        string[] prerelease = [];
        if (patch.IndexOf('+') is >= 0 and var plus)
        {
            (patch, build) = (patch[..plus], patch[(plus + 1)..].Split('.'));
        }

        if (patch.IndexOf('-') is >= 0 and var minus)
        {
            (patch, prerelease) = (patch[..minus], patch[(minus + 1)..].Split('.'));
        }

        return Number(parts[0], "Major", out var major, out reason) && Number(parts[1], "Minor", out var minor, out reason)
            && Number(patch, "Patch", out var last, out reason) && Prerelease(prerelease, out reason) && Build(build, out reason)
            ? new SemanticVersion(major, minor, last, prerelease)
            : null;
    }

    private static bool Number(string text, string part, out ulong number, out string reason)
    {
        number = 0;
        reason = text.Any(unit => !char.IsAsciiDigit(unit)) ? $"Invalid character(s) found in {part.ToLowerInvariant()} number {GoText.Quote(text)}"
            : text is ['0', _, ..] ? $"{part} number must not contain leading zeroes {GoText.Quote(text)}"
            : "";
        return reason.Length == 0 && Unsigned(text, out number, out reason);
    }

    private static bool Unsigned(string text, out ulong number, out string reason)
    {
        var read = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        reason = read ? "" : $"strconv.ParseUint: parsing {GoText.Quote(text)}: {(text.Length == 0 ? "invalid syntax" : "value out of range")}";
        return read;
    }

    private static bool Prerelease(string[] parts, out string reason)
    {
        reason = "";
        foreach (var part in parts)
        {
            if (part.Length == 0)
            {
                reason = "Prerelease is empty";
            }
            else if (part.All(char.IsAsciiDigit))
            {
                reason = part is ['0', _, ..] ? $"Numeric PreRelease version must not contain leading zeroes {GoText.Quote(part)}" : "";
                if (reason.Length == 0)
                {
                    Unsigned(part, out _, out reason);
                }
            }
            else if (!IsWord(part))
            {
                reason = $"Invalid character(s) found in prerelease {GoText.Quote(part)}";
            }

            if (reason.Length > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Build(string[] parts, out string reason)
    {
        reason = parts.Contains("") ? "Build meta data is empty"
            : parts.FirstOrDefault(part => !IsWord(part)) is { } wrong ? $"Invalid character(s) found in build meta data {GoText.Quote(wrong)}"
            : "";
        return reason.Length == 0;
    }

    private static bool IsWord(string text) => text.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '-');

    private static string Normalized(string text, ref string reason)
    {
        var parts = (text.StartsWith('v') ? text[1..] : text).Split('.', 3).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Length > 1)
            {
                var bare = parts[i].TrimStart('0');
                parts[i] = bare.Length == 0 || !char.IsAsciiDigit(bare[0]) ? "0" + bare : bare;
            }
        }

        if (parts.Count < 3 && parts[^1].AsSpan().ContainsAny('+', '-'))
        {
            reason = "short version cannot contain PreRelease/Build meta data";
        }

        while (parts.Count < 3)
        {
            parts.Add("0");
        }

        return string.Join('.', parts);
    }
}
