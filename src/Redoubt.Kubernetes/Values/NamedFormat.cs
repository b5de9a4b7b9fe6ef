using Redoubt.Cel;

namespace Redoubt.Kubernetes.Values;

/// <summary>A named format of text, such as a DNS label.</summary>
/// <param name="name">The name under which a server knows it.</param>
/// <param name="regexSize">The length of the longest pattern in it, for what checking costs.</param>
/// <param name="validate">What is wrong with a text; nothing if it is valid.</param>
internal sealed class NamedFormat(string name, int regexSize, Func<string, IReadOnlyList<string>> validate) : CelOpaque
{
    /// <summary>The type's name in CEL.</summary>
    public static readonly CelType FormatType = CelType.Opaque("kubernetes.NamedFormat");

    public override CelType Type => FormatType;

    public string Name => name;

    public int RegexSize => regexSize;

    public IReadOnlyList<string> Validate(string text) => validate(text);

    public override CelKeyRole KeyRole => CelKeyRole.None;

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => name;
}
