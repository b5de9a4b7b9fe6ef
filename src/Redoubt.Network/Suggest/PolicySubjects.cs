using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Suggest;

/// <summary>The pods that policies can be for, by their owner.</summary>
internal sealed class PolicySubjects
{
    // Labels that change with every rollout, or differ between the pods of one owner.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "pod-template-hash", "pod-template-generation", "controller-revision-hash", "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index", "controller-uid", "job-name",
        "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "batch.kubernetes.io/job-completion-index", "helm.sh/chart", "chart", "heritage", "app.kubernetes.io/version", "version",
    };

    private readonly Platform _platform;
    private readonly Dictionary<string, PolicySubject> _byName = new(StringComparer.Ordinal);

    public PolicySubjects(Reachability reachability)
    {
        _platform = reachability.Platform;
        foreach (var ns in reachability.Ends.Where(end => end.Kind == EndKind.Pod && !end.IsOnHostNetwork).GroupBy(end => end.Namespace, StringComparer.Ordinal))
        {
            NetworkEnd[] pods = [.. ns];
            var labels = new LabelIndex([.. pods.Select(pod => pod.Labels)]);
            foreach (var owner in pods.GroupBy(pod => pod.Workload, StringComparer.Ordinal))
            {
                _byName.Add(owner.Key, Of(owner.Key, [.. owner], pods, labels));
            }
        }
    }

    public IEnumerable<PolicySubject> All => _byName.Values.OrderBy(one => one.Name, StringComparer.Ordinal);

    public PolicySubject? Find(string name) => _byName.GetValueOrDefault(name);

    // The owner's own selector where it has one: it cannot change. Else, and where that selects others too, all labels that stay.
    private PolicySubject Of(string name, NetworkEnd[] ends, NetworkEnd[] pods, LabelIndex index)
    {
        var staying = ends[0].Labels.All.Where(label => !Passing.Contains(label.Key) && ends.All(end => end.Labels[label.Key] == label.Value)).ToArray();
        var own = LabelMap.Of(_platform.TopOwner(ends[0].Document!).Root["spec"]["selector"]["matchLabels"]).All;
        var subject = own.Count > 0 && own.All(label => ends.All(end => end.Labels[label.Key] == label.Value)) ? With(own) : null;
        return subject is null || (subject.AlsoSelects.Count > 0 && staying.Length > own.Count) ? With(staying) : subject;

        PolicySubject With(IReadOnlyList<(string Key, string Value)> labels)
        {
            var selector = Selector.Of([.. labels.SelectMany(label => Selector.OfLabel(label.Key, label.Value).Requirements)]);
            var others = labels.Count == 0 ? [] : index.Selected(selector, 0, pods.Length).Where(found => found.Match == Match.Yes).Select(found => pods[found.Number].Workload)
                .Where(other => other != name).Distinct().ToArray();
            return new PolicySubject(name, ends, labels, others);
        }
    }
}
