namespace Redoubt.Yaml;

/// <summary>Why a place may be read in two ways.</summary>
public enum AmbiguityKind : byte
{
    /// <summary>The same key twice: Kubernetes takes the last, a strict reader refuses.</summary>
    DuplicateKey,

    /// <summary>Two different keys that become one JSON key (<c>1</c> and <c>"1"</c>): which one wins is chance.</summary>
    CollidingKey,

    /// <summary>A key that <c>&lt;&lt;</c> brings and another one overrides, or the reverse; a strict reader refuses.</summary>
    MergeOverride,

    /// <summary>Text that Kubernetes drops in silence: after <c>...</c>, after the root has ended.</summary>
    DroppedContent,

    /// <summary>A <c>---</c> in the first column that cuts a block or quoted scalar in two.</summary>
    CutScalar,

    /// <summary><c>yes</c>, <c>on</c>, <c>y</c>, <c>off</c> … without quotes: a boolean here, a string in YAML 1.2.</summary>
    BooleanWord,

    /// <summary>A number with a leading zero: octal here, decimal or a string elsewhere.</summary>
    LeadingZero,

    /// <summary><c>1:30</c>: a string here, a number to base 60 in other YAML 1.1 readers.</summary>
    Sexagesimal,

    /// <summary>A number with <c>_</c>, or in binary: a number here, a string in YAML 1.2.</summary>
    NumberForm,

    /// <summary>A key that is no string and does not stay as it is written: <c>1.10</c> becomes <c>1.1</c>.</summary>
    ConvertedKey,

    /// <summary>A line break that only YAML 1.1 sees: NEL, LS, PS, or a CR alone.</summary>
    LineBreak,
}

/// <summary>A place that Kubernetes reads in one way, and another reader or a person in another.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Offset">The place in the file's text, in UTF-16 characters from 0.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Other">The other place that it is about, such as the first of two equal keys; -1 if there is none.</param>
/// <param name="Kubernetes">What Kubernetes reads.</param>
/// <param name="Otherwise">What another reader, or a person, reads.</param>
public readonly record struct Ambiguity(AmbiguityKind Kind, int Offset, int Length, int Other, string Kubernetes, string Otherwise);
