using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Network.Doors;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Suggest;

/// <summary>Whose metrics are read, as the annotation <c>prometheus.io/scrape</c> says, by programs that are known to look for it.</summary>
internal sealed class ScrapeNeeds(Reachability reachability, PolicySubjects subjects, PlaceNeeds places, NeedList needs)
{
    // Programs that come to read metrics, by the last part of their image's name.
    private static readonly HashSet<string> Programs = new(StringComparer.Ordinal)
        { "prometheus", "vmagent", "alloy", "grafana-agent", "agent", "opentelemetry-collector", "opentelemetry-collector-contrib", "telegraf" };

    private readonly Platform _platform = reachability.Platform;

    /// <summary>The pods that read metrics, by their image.</summary>
    public IReadOnlyList<NeedPeer> Scrapers { get; } =
        [.. subjects.All.Where(subject => reachability.Platform.TryGetWorkload(subject.Ends[0].Document!, out var workload) && Scrapes(workload)).Select(subject => new NeedPeer.Workload(subject.Name))];

    public void AddAll()
    {
        foreach (var subject in subjects.All)
        {
            if (_platform.TryGetWorkload(subject.Ends[0].Document!, out var workload))
            {
                Scraped(workload.Metadata["annotations"], subject.Ends[0].Document!, [(new NeedPeer.Workload(subject.Name), PortSet.None)]);
            }
        }

        foreach (var service in _platform.Of(ServiceBackends.Service).Where(service => service.Root["metadata"]["annotations"]["prometheus.io/scrape"].Is("true")))
        {
            Scraped(service.Root["metadata"]["annotations"], service, [.. places.BackendsOf(service).SelectMany(target => NeedList.PeersOf(target.End), (target, to) => (to, target.Ports))]);
        }
    }

    private void Scraped(Node annotations, Document document, IReadOnlyList<(NeedPeer To, PortSet Usual)> targets)
    {
        if (!annotations["prometheus.io/scrape"].Is("true"))
        {
            return;
        }

        var ports = int.TryParse(annotations["prometheus.io/port"].AsString(), System.Globalization.CultureInfo.InvariantCulture, out var port) && port is > 0 and <= PortRange.Highest ? NeedList.Tcp(port) : PortSet.None;
        if (Scrapers.Count == 0)
        {
            needs.Say($"{document.Key} asks to be scraped, and nothing here does that: its metrics are open to nobody");
        }

        foreach (var scraper in Scrapers)
        {
            foreach (var (to, usual) in targets)
            {
                needs.Add(new Need(scraper, to, ports.IsEmpty ? usual : ports, $"annotation prometheus.io/scrape of {document.Key}", $"{document.PlaceOf(annotations["prometheus.io/scrape"])}"));
            }
        }
    }

    private static bool Scrapes(Workload workload)
    {
        foreach (var container in workload.Containers)
        {
            var image = container.Image ?? "";
            image = image[(image.LastIndexOf('/') + 1)..].Split('@')[0].Split(':')[0];
            if (Programs.Contains(image))
            {
                return true;
            }
        }

        return false;
    }
}
