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
            sights.Add(new ComponentSight(found, resolver, root, draft));
        }

        var certificates = new CertificateFacts();
        var server = sights.FirstOrDefault(sight => sight.Name == "kube-apiserver")?.Found.Version;
        foreach (var sight in sights)
        {
            ApiServerFiles.Collect(sight);
            Describe(sight, machine, finder.Layout, server);
            SettingFacts.Collect(sight);
            StaticPodFacts.Collect(sight, finder.Layout, finder.Pods);
            RoleFacts.Collect(sight, machine, finder.Layout, finder.Pods);
            certificates.Collect(sight, sights);
            ReachFacts.Collect(machine, sight);
        }

        foreach (var sight in sights)
        {
            sight.Root.Dispose();
        }

        var drafts = sights.Select(sight => sight.Draft);
        return sights.Count > 0 && NetworkPlugin.Collect(machine, finder.Layout) is { } plugin ? drafts.Append(plugin) : drafts;
    }

    private static void Describe(ComponentSight sight, Machine machine, Layout layout, string? server)
    {
        var (draft, version) = (sight.Draft, sight.Found.Version);
        draft.Facts["name"] = sight.Name;
        draft.Facts["host"] = machine.Name;
        draft.Facts["distribution"] = layout.Name;
        draft.Facts["foundBy"] = sight.Found.How;
        draft.Facts["version"] = version;
        draft.Facts["serverVersion"] = sight.Name is "etcd" or "kube-apiserver" ? null : server;
        if (version is null)
        {
            draft.Unknown("version", $"nothing on the machine says which version of {sight.Name} it is: give it with --kubernetes");
        }
    }
}
