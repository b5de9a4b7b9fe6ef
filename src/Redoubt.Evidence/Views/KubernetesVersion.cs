using System.Globalization;

namespace Redoubt.Evidence.Views;

/// <summary>A version of Kubernetes.</summary>
/// <param name="Major">The major number: 1.</param>
/// <param name="Minor">The minor number: of 1.33 it is 33.</param>
/// <param name="Patch">The patch number; 0 where none is said.</param>
public readonly record struct KubernetesVersion(int Major, int Minor, int Patch = 0) : IComparable<KubernetesVersion>
{
    /// <summary>The minor number of the newest version that Redoubt knows.</summary>
    public const int NewestMinor = 37;

    /// <summary>Reads <c>1.33</c>, <c>1.33.2</c>, <c>v1.33.2+k3s1</c>, <c>v1.33.0-rc.1</c> and the <c>1.33+</c> of some providers.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version.</param>
    /// <returns>Whether the text is a version.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out KubernetesVersion version)
    {
        version = default;
        text = text.Trim();
        if (text.StartsWith('v'))
        {
            text = text[1..];
        }

        var tail = text.IndexOfAny('+', '-');
        if (tail >= 0)
        {
            text = text[..tail];
        }

        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '.');
        if (count is not (2 or 3) || !Number(text[parts[0]], out var major) || !Number(text[parts[1]], out var minor))
        {
            return false;
        }

        var patch = 0;
        if (count == 3 && !Number(text[parts[2]], out patch))
        {
            return false;
        }

        version = new KubernetesVersion(major, minor, patch);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(KubernetesVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>The version as <c>1.33</c>; with its patch number if that is not 0.</summary>
    public override string ToString() => Patch == 0 ? $"{Major}.{Minor}" : $"{Major}.{Minor}.{Patch}";

    /// <summary>Whether one version is older than the other.</summary>
    public static bool operator <(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether one version is newer than the other.</summary>
    public static bool operator >(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether one version is not newer than the other.</summary>
    public static bool operator <=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one version is not older than the other.</summary>
    public static bool operator >=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) >= 0;

    private static bool Number(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
