namespace Redoubt.Access.Escalation;

/// <summary>The names for which somebody may do something: every name, with requests that carry none, or some.</summary>
/// <param name="IsAll">Whether every name is meant.</param>
/// <param name="Some">The names, where it is not every one.</param>
internal readonly record struct NameSet(bool IsAll, IReadOnlySet<string>? Some)
{
    public static readonly NameSet All = new(IsAll: true, null);

    public static readonly NameSet None;

    public bool IsEmpty => !IsAll && (Some is null || Some.Count == 0);

    public IEnumerable<string> Listed => Some ?? (IEnumerable<string>)[];

    public bool Has(string name) => IsAll || (Some is not null && Some.Contains(name));

    public NameSet Or(NameSet other) => IsAll || other.IsAll ? All
        : IsEmpty ? other
        : other.IsEmpty ? this
        : new NameSet(IsAll: false, Some!.Concat(other.Some!).ToHashSet(StringComparer.Ordinal));

    public NameSet And(NameSet other) => IsAll ? other
        : other.IsAll ? this
        : IsEmpty || other.IsEmpty ? None
        : new NameSet(IsAll: false, Some!.Where(other.Some!.Contains).ToHashSet(StringComparer.Ordinal));
}
