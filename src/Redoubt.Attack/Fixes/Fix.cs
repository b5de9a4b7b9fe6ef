using System.Text.Json.Nodes;
using Redoubt.Evidence;

namespace Redoubt.Attack.Fixes;

/// <summary>Something that a person edits to take a step from an attacker, or to put something in its way.</summary>
/// <param name="Id">What it is and of what, as <c>seccomp-profile shop/cart/web</c>: the same fix has the same id on every platform.</param>
/// <param name="Say">What to do, as a sentence.</param>
/// <param name="Effort">How much work it is, from 1; what may break something is more.</param>
/// <param name="Edits">What is edited.</param>
internal sealed record Fix(string Id, string Say, int Effort, IReadOnlyList<FixEdit> Edits)
{
    /// <summary>What a person still has to fill in; empty where the edit is ready as it stands.</summary>
    public string Missing { get; init; } = "";
}

/// <summary>An edit of one object.</summary>
/// <param name="Key">The object.</param>
/// <param name="Source">The document as it is; null where the object is new.</param>
/// <param name="Apply">Edits the object, which is only its name where it is new.</param>
internal sealed record FixEdit(ObjectKey Key, Document? Source, Action<JsonObject> Apply)
{
    /// <summary>The version in which a new object is written.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>The place in the source that is edited; no node for the object as a whole.</summary>
    public Node At { get; init; }
}
