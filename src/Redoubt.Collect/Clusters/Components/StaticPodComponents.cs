using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Components;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>
/// Components of the control plane that an API server shows: the pods that mirror static ones. Their flags are there, the files that these name are not,
/// and so a setting that such a file decides is not known.
/// </summary>
internal static class StaticPodComponents
{
    private const string Mirror = "kubernetes.io/config.mirror";

    /// <summary>The components that a pod runs; none for a pod that mirrors no static one.</summary>
    /// <param name="json">The pod.</param>
    public static IEnumerable<EvidenceDraft> Of(string json)
    {
        // Most pods are looked at no further.
        if (!json.Contains(Mirror, StringComparison.Ordinal) || ValueReader.Read("pod", json, []) is not [var pod] || !pod["metadata"]["annotations"][Mirror].HasValue)
        {
            return [];
        }

        var host = pod["spec"]["nodeName"].AsString() ?? pod["metadata"]["name"].AsString() ?? "";
        return pod["spec"]["containers"].AllItems().Select(container => StaticPod.Container("", container)).Where(container => container.Component.Length > 0)
            .Select(container => Draft(container, host));
    }

    private static EvidenceDraft Draft(StaticPod container, string host)
    {
        var facts = ComponentFacts.All.First(facts => facts.Name == container.Component);
        var found = new FoundComponent(facts, "manifest", container.Arguments) { Manifest = container, Version = container.Version };
        using var root = SeenRoot.Hidden(ComponentDraft.NotShown);
        var environment = Seen<IReadOnlyList<(string Name, SettingValue Value)>>.Of(ComponentEnvironment.Declared(found));
        var sight = new ComponentSight(found, SettingResolver.Of(found, environment, root, NodeLimits.Default), root, ComponentDraft.Of(facts.Name, host, container.Version, null));
        sight.Draft.Unknown("configuration", ComponentDraft.NotShown);
        ApiServerFiles.Collect(sight);
        SettingFacts.Collect(sight);
        return sight.Draft;
    }
}
