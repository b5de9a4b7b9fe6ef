using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Components;
using Redoubt.Evidence;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>A component that a pod runs, as far as the pod and the files that are shown of it say.</summary>
internal static class PodComponent
{
    /// <summary>Its document.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="runs">The container that runs it.</param>
    /// <param name="root">The files that are shown.</param>
    public static EvidenceDraft Draft(Node pod, StaticPod runs, SeenRoot root)
    {
        var facts = ComponentFacts.All.First(facts => facts.Name == runs.Component);
        var found = new FoundComponent(facts, "manifest", runs.Arguments) { Manifest = runs, Version = runs.Version };
        var environment = Seen<IReadOnlyList<(string Name, SettingValue Value)>>.Of(ComponentEnvironment.Declared(found));
        var host = pod["spec"]["nodeName"].AsString() ?? pod["metadata"]["name"].AsString() ?? "";
        var sight = new ComponentSight(found, SettingResolver.Of(found, environment, root, NodeLimits.Default), root, ComponentDraft.Of(facts.Name, host, runs.Version, null));
        ApiServerFiles.Collect(sight);
        SettingFacts.Collect(sight);
        return sight.Draft;
    }
}
