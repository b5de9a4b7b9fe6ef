namespace Redoubt.Network.Suggest;

/// <summary>What the manifests of a platform show that its workloads need.</summary>
public static class ManifestNeeds
{
    /// <summary>Everything that is shown, and what cannot be inferred.</summary>
    /// <param name="reachability">The platform.</param>
    public static NeedList Of(Reachability reachability)
    {
        ArgumentNullException.ThrowIfNull(reachability);
        var needs = new NeedList();
        var subjects = new PolicySubjects(reachability);
        var written = new WrittenNeeds(reachability, needs);
        foreach (var subject in subjects.All)
        {
            written.Add(subject);
        }

        new ServedNeeds(reachability, subjects, written.Places, needs).AddAll();
        var scrapes = new ScrapeNeeds(reachability, subjects, written.Places, needs);
        scrapes.AddAll();
        new MonitorNeeds(reachability, written.Places, needs, scrapes.Scrapers).AddAll();
        PolicyNeeds.Add(reachability, needs);
        return needs;
    }
}
