using System.Globalization;

namespace Redoubt.Catalog.Files;

/// <summary>A range of Kubernetes minor versions: <c>&gt;=1.19</c>, <c>&gt;=1.19 &lt;1.27</c>, <c>1.25</c>; empty is all.</summary>
/// <param name="From">The first minor version that is in.</param>
/// <param name="To">The last minor version that is in.</param>
public readonly record struct VersionRange(int From, int To)
{
    /// <summary>Every version.</summary>
    public static readonly VersionRange All = new(0, int.MaxValue);

    /// <summary>Whether a minor version of Kubernetes 1 is in the range.</summary>
    public bool Contains(int minor) => minor >= From && minor <= To;

    /// <summary>Reads a range; all its parts must hold.</summary>
    public static bool TryParse(string text, out VersionRange range)
    {
        range = All;
        foreach (var part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var digits = part.AsSpan().IndexOf('1');
            if (digits < 0 || !part.AsSpan(digits).StartsWith("1.")
                || !int.TryParse(part.AsSpan(digits + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            {
                return false;
            }

            VersionRange? bound = part[..digits] switch
            {
                ">=" => range with { From = Math.Max(range.From, minor) },
                ">" => range with { From = Math.Max(range.From, minor + 1) },
                "<=" => range with { To = Math.Min(range.To, minor) },
                "<" => range with { To = Math.Min(range.To, minor - 1) },
                "" or "=" => new VersionRange(minor, minor),
                _ => null,
            };
            if (bound is null)
            {
                return false;
            }

            range = bound.Value;
        }

        return true;
    }
}
