using Redoubt.Attack.Fixes;
using Redoubt.Edit.Patches;

namespace Redoubt.Attack.Plan;

/// <summary>What an edit changes, with the command that takes it.</summary>
internal static class PatchText
{
    /// <summary>The patch of an object.</summary>
    public static PlanPatch Of(FixedObject one, FixEdit edit)
    {
        var isStrategic = MergePatch.IsStrategic(one.Key.Kind);
        var name = $"{(one.Key.Namespace.Length > 0 ? $"-n {one.Key.Namespace} " : "")}{one.Key.Kind.Kind.ToLowerInvariant()} {one.Key.Name}";
        var command = one.Key.Kind.Group == "evidence.redoubt.dev" ? ""
            : one.Before is null ? "kubectl apply -f -"
            : $"kubectl patch {name} --type {(isStrategic ? "strategic" : "merge")} --patch-file /dev/stdin";
        return new PlanPatch($"{one.Key}", one.Source, edit.At, command, BlockYaml.Of(one.Before is { } before ? MergePatch.Of(before, one.After, isStrategic) : one.After));
    }
}
