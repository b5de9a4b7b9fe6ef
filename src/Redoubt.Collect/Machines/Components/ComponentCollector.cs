namespace Redoubt.Collect.Machines.Components;

/// <summary>The components of a cluster on this machine: what is in effect, where that comes from, and the files that decide it.</summary>
/// <param name="kubernetes">The version of Kubernetes where the machine cannot tell; null if it is not known.</param>
internal sealed class ComponentCollector(string? kubernetes) : INodeCollector
{
    /// <inheritdoc/>
    public IEnumerable<EvidenceDraft> Collect(Machine machine)
    {
        var finder = ComponentFinder.Of(machine, kubernetes);
        var sights = new List<ComponentSight>();
        var names = new Dictionary<string, int>();
        foreach (var found in finder.Found)
        {
            var name = found.Facts.Name;
            var number = names[name] = names.GetValueOrDefault(name) + 1;
            var root = SeenRoot.Of(machine, found.Process is { } process && found.How == "process" ? process : null);
            var resolver = SettingResolver.Of(found, ComponentEnvironment.Of(machine, found), root, machine.Limits);
            var draft = new EvidenceDraft("Component", number == 1 ? $"{name}-{machine.Name}" : $"{name}-{number}-{machine.Name}");
            sights.Add(new ComponentSight(machine, finder.Layout, found, resolver, root, draft));
        }

        var certificates = new CertificateFacts();
        var server = sights.FirstOrDefault(sight => sight.Name == "kube-apiserver")?.Found.Version;
        foreach (var sight in sights)
        {
            ApiServerFiles.Collect(sight);
            SettingFacts.Collect(sight, server);
            StaticPodFacts.Collect(sight, finder.Pods);
            RoleFacts.Collect(sight, finder.Pods);
            certificates.Collect(sight, sights);
            ReachFacts.Collect(sight);
        }

        foreach (var sight in sights)
        {
            sight.Root.Dispose();
        }

        var drafts = sights.Select(sight => sight.Draft);
        return sights.Count > 0 && NetworkPlugin.Collect(machine, finder.Layout) is { } plugin ? drafts.Append(plugin) : drafts;
    }
}
