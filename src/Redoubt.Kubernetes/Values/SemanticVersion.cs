using System.Globalization;
using Redoubt.Cel;

namespace Redoubt.Kubernetes.Values;

/// <summary>A version as semver.org 2.0 orders it, read as <c>github.com/blang/semver</c> does. Build data does not count.</summary>
internal sealed class SemanticVersion(ulong major, ulong minor, ulong patch, string[] prerelease) : CelOpaque
{
    /// <summary>The type's name in CEL.</summary>
    public static readonly CelType SemverType = CelType.Opaque("kubernetes.Semver");

    public override CelType Type => SemverType;

    public ulong Major => major;

    public ulong Minor => minor;

    public ulong Patch => patch;

    private string[] Prerelease => prerelease;

    public int CompareTo(SemanticVersion other)
    {
        var order = (major, minor, patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (order != 0)
        {
            return order;
        }

        if (prerelease.Length == 0 || other.Prerelease.Length == 0)
        {
            // The release itself comes after what led to it.
            return other.Prerelease.Length.CompareTo(0) - prerelease.Length.CompareTo(0);
        }

        for (var i = 0; i < Math.Min(prerelease.Length, other.Prerelease.Length); i++)
        {
            order = ComparePart(prerelease[i], other.Prerelease[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return prerelease.Length.CompareTo(other.Prerelease.Length);
    }

    public override CelKeyRole KeyRole => CelKeyRole.None;

    public override bool Equals(object? obj) => obj is SemanticVersion other && CompareTo(other) == 0;

    public override int GetHashCode() => HashCode.Combine(major, minor, patch, prerelease.Length);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}") + (prerelease.Length == 0 ? "" : "-" + string.Join('.', prerelease));

    /// <summary>Numbers by value and before words; words by their letters.</summary>
    private static int ComparePart(string left, string right)
    {
        var isNumber = ulong.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var first);
        return ulong.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? (isNumber ? first.CompareTo(second) : 1)
            : isNumber ? -1 : Math.Sign(string.CompareOrdinal(left, right));
    }
}
