using System.Globalization;

namespace Redoubt.Collect.Machines.Components;

/// <summary>The version of a component, as far as defaults and support ask for it: its minor version.</summary>
/// <param name="Major">The major number.</param>
/// <param name="Minor">The minor number.</param>
internal readonly record struct ComponentVersion(int Major, int Minor) : IComparable<ComponentVersion>
{
    /// <summary>Reads <c>1.33</c>, <c>v1.33.4</c>, <c>1.33.4+k3s1</c>; null for anything else.</summary>
    public static ComponentVersion? Read(string? text)
    {
        var parts = text?.TrimStart('v').Split('.', 3);
        return parts is { Length: >= 2 } && Number(parts[0]) is { } major && Number(parts[1]) is { } minor ? new ComponentVersion(major, minor) : null;
    }

    /// <summary>The version in the tag of an image, as <c>1.33.4</c>; null where the tag is none: <c>latest</c>, a digest alone.</summary>
    public static string? OfImage(string? image)
    {
        var name = image?.Split('@')[0];
        var colon = name?.LastIndexOf(':') ?? -1;
        return colon > 0 && !name![colon..].Contains('/', StringComparison.Ordinal) && Read(name[(colon + 1)..]) is not null ? name[(colon + 1)..].TrimStart('v') : null;
    }

    /// <inheritdoc/>
    public int CompareTo(ComponentVersion other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    private static int? Number(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
