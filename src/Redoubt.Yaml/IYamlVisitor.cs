namespace Redoubt.Yaml;

/// <summary>
/// Receives what a file holds, in the order of the text, as Kubernetes reads it: aliases are expanded, <c>&lt;&lt;</c> is
/// applied, a key that a later one overrides is not delivered. Every span is valid only during the call.
/// </summary>
/// <remarks>
/// A document that cannot be read delivers one <see cref="Problem"/>. A large list in JSON is delivered while it is read: it may break off before
/// its end, and what was delivered of it counts for nothing once a <see cref="Problem"/> or another <see cref="DocumentStart"/> comes. A struct that
/// implements this interface is called without indirection.
/// </remarks>
public interface IYamlVisitor
{
    /// <summary>A document starts. Exactly one value follows, then <see cref="DocumentEnd"/>. Of one that is delivered while it is read the end is not known yet.</summary>
    void DocumentStart(in YamlDocument document);

    /// <summary>The document ends; now all of its description is known.</summary>
    void DocumentEnd(in YamlDocument document);

    /// <summary>A mapping starts. Pairs of <see cref="Key"/> and one value follow, then <see cref="MappingEnd"/>.</summary>
    void MappingStart(in YamlCollection mapping);

    /// <summary>A mapping ends at this offset: just after <c>}</c>, or after the last value of a block mapping.</summary>
    void MappingEnd(int end);

    /// <summary>A sequence starts. Its values follow, then <see cref="SequenceEnd"/>.</summary>
    void SequenceStart(in YamlCollection sequence);

    /// <summary>A sequence ends at this offset: just after <c>]</c>, or after the last value of a block sequence.</summary>
    void SequenceEnd(int end);

    /// <summary>A key of the mapping that is open, as the JSON string that it becomes.</summary>
    void Key(in YamlKey key);

    /// <summary>A scalar value, resolved.</summary>
    void Scalar(in YamlScalar scalar);

    /// <summary>A document, or the rest of the file, that cannot be read. What was begun before it is not to be had.</summary>
    void Problem(in YamlProblem problem);

    /// <summary>A place that another reader, or a person, may read otherwise. Called inside the document that it concerns.</summary>
    void Ambiguity(in Ambiguity ambiguity);
}
