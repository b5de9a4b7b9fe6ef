using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Suggest;

/// <summary>Who acts on which monitor of the Prometheus operator: each <c>Prometheus</c> selects monitors by their labels and their namespaces' labels.</summary>
internal sealed class MonitorReaders
{
    // The label that the operator gives the pods that it makes for such an object.
    private const string NameLabel = "operator.prometheus.io/name";

    private const string Group = "monitoring.coreos.com";

    private static readonly GroupKind Namespace = new("", "Namespace");

    private readonly Reachability _reachability;
    private readonly CustomNamespaces _namespaces;
    private readonly Dictionary<string, LabelMap> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<Document, List<MonitorReader>> _byMonitor = [];

    public MonitorReaders(Reachability reachability, CustomNamespaces namespaces)
    {
        _reachability = reachability;
        _namespaces = namespaces;
        foreach (var (kind, field) in (ReadOnlySpan<(string, string)>)[("ServiceMonitor", "serviceMonitor"), ("PodMonitor", "podMonitor")])
        {
            var monitors = reachability.Platform.Of(new GroupKind(Group, kind));
            var index = new LabelIndex([.. monitors.Select(monitor => LabelMap.Of(monitor.Labels))]);
            foreach (var server in (ReadOnlySpan<string>)["Prometheus", "PrometheusAgent"])
            {
                foreach (var document in reachability.Platform.Of(new GroupKind(Group, server)))
                {
                    Add(document, field, monitors, index);
                }
            }
        }
    }

    public static GroupKind ServiceMonitor { get; } = new(Group, "ServiceMonitor");

    public static GroupKind PodMonitor { get; } = new(Group, "PodMonitor");

    /// <summary>The kinds of operators that say what is to be read in forms that are not known here.</summary>
    public static IReadOnlyList<GroupKind> NotRead { get; } =
    [
        new(Group, "Probe"), new(Group, "ScrapeConfig"), new("operator.victoriametrics.com", "VMServiceScrape"), new("operator.victoriametrics.com", "VMPodScrape"),
        new("operator.victoriametrics.com", "VMStaticScrape"), new("monitoring.googleapis.com", "PodMonitoring"), new("azmonitoring.coreos.com", "ServiceMonitor"), new("azmonitoring.coreos.com", "PodMonitor"),
    ];

    /// <summary>Who acts on a monitor; nobody where none of what is here selects it.</summary>
    public IReadOnlyList<MonitorReader> Of(Document monitor) => _byMonitor.GetValueOrDefault(monitor) ?? [];

    private void Add(Document server, string field, IReadOnlyList<Document> monitors, LabelIndex index)
    {
        var (selector, spaces) = (server.Root["spec"][$"{field}Selector"], server.Root["spec"][$"{field}NamespaceSelector"]);
        if (!selector.HasValue)
        {
            return; // no selector selects nothing, an empty one everything
        }

        var ns = _namespaces.Of(server);
        var reader = new MonitorReader($"{server.Kind}/{ns}/{server.Name}", PodsOf(ns, server.Name));
        var inSpaces = Selector.Of(spaces);
        foreach (var (number, _) in index.Selected(Selector.Of(selector), 0, monitors.Count))
        {
            var monitor = monitors[number];
            var own = _namespaces.Of(monitor);
            var match = spaces.HasValue ? inSpaces.On(LabelsOf(own)) : own == ns ? Match.Yes : Match.No;
            if (match != Match.No)
            {
                _byMonitor.TryAdd(monitor, []);
                _byMonitor[monitor].Add(reader with { IsSure = match == Match.Yes });
            }
        }
    }

    // The pods as they run where the evidence has them, else those that will have the label.
    private NeedPeer[] PodsOf(string ns, string name)
    {
        NeedPeer[] running = [.. _reachability.PodsOf(ns, Selector.OfLabel(NameLabel, name)).SelectMany(NeedList.PeersOf).Distinct()];
        return running.Length > 0 ? running : [new NeedPeer.Labelled(ns, NameLabel, name)];
    }

    private LabelMap LabelsOf(string ns)
    {
        if (!_labels.TryGetValue(ns, out var labels))
        {
            var platform = _reachability.Platform;
            _labels[ns] = labels = NamespaceEntry.LabelsOf(ns, platform.Find(new ObjectKey(Namespace, "", ns)) is [{ } found, ..] ? found : null, platform.IsComplete(Namespace, null, out _));
        }

        return labels;
    }
}
