using Redoubt.Access.Roles;

namespace Redoubt.Access.Escalation;

/// <summary>A right that an identity gave itself: a role, in a namespace or in the whole cluster.</summary>
/// <param name="Label">The role, as <c>ClusterRole/edit</c>.</param>
/// <param name="Namespace">The namespace; null for the whole cluster.</param>
/// <param name="Role">The role; null for everything that the namespace holds.</param>
internal sealed record Gain(string Label, string? Namespace, Role? Role)
{
    /// <summary>Everything that a namespace holds.</summary>
    public static Gain EverythingIn(string ns) => new("everything", ns, null);

    public override string ToString() => Namespace is null ? Label : $"{Label}@{Namespace}";
}

/// <summary>Somebody who acts: a subject, with the rights that it gave itself on the way.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Gains">What it gained, in the order of the labels.</param>
internal sealed record Holder(AccessSubject Subject, IReadOnlyList<Gain> Gains)
{
    public string Label { get; } = Gains.Count == 0 ? Subject.ToString() : $"{Subject} + {string.Join(" + ", Gains)}";

    /// <summary>The same with one more; itself where that is no more than it has.</summary>
    public Holder With(Gain gain)
    {
        var label = gain.ToString();
        return Gains.Any(own => own.ToString() == label || (own.Role is null && own.Namespace == gain.Namespace))
            ? this
            : new Holder(Subject, [.. Gains.Where(own => gain.Role is not null || own.Namespace != gain.Namespace).Append(gain).OrderBy(own => own.ToString(), StringComparer.Ordinal)]);
    }
}
