using System.Text;
using Redoubt.Catalog;
using Redoubt.Collect.Advisories;

namespace Redoubt.Run.Advisories;

/// <summary>
/// A feed as files of a catalogue: a view with what is known, and the built-in control with it added. So what came after this program was built is judged by the same rule language,
/// can be read and reviewed, and is given to <c>scan</c> as any controls are.
/// </summary>
public static class AdvisoryFiles
{
    /// <summary>The control that the feed takes the place of.</summary>
    private const string ControlId = "cluster/known-weakness";

    private const string BuiltInFact = "object.weaknesses";

    /// <summary>The files, by the names that they get in their folder.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="builtIn">The built-in catalogue: what it knows already is not told twice.</param>
    public static IReadOnlyList<(string Name, string Text)> Of(AdvisoryFeed feed, ControlCatalog builtIn)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return [("view.yaml", View([.. New(feed, builtIn)], feed.Newest)), ("known-weakness.yaml", Control(feed.Newest))];
    }

    /// <summary>What the feed has and the catalogue has not.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="builtIn">The built-in catalogue.</param>
    public static IEnumerable<Advisory> New(AdvisoryFeed feed, ControlCatalog builtIn)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(builtIn);
        var known = builtIn.Facts.Where(fact => fact.Define.StartsWith(BuiltInFact, StringComparison.Ordinal)).Select(fact => fact.Is).FirstOrDefault() ?? "";
        return feed.Advisories.Where(advisory => !known.Contains($"'{advisory.Id}', 'part': '{advisory.Component}'", StringComparison.Ordinal));
    }

    private static string View(IReadOnlyList<Advisory> advisories, string newest)
    {
        var text = new StringBuilder($"""
            # Weaknesses of Kubernetes' own components, by an official feed in the form of OSV, changed {newest} at last. Written by `redoubt db update`.
            view: Component
            facts:
              - define: object.feedWeaknesses()
                say: The weaknesses that the feed has of a component of this version, beyond those that the program was built with.
                is: |
                  [

            """);
        foreach (var (index, advisory) in advisories.Index())
        {
            text.Append($"      {{'id': {Quoted(advisory.Id)}, 'part': {Quoted(advisory.Component)}, 'severity': {Quoted(advisory.Severity)}, 'what': {Quoted(advisory.Summary)},\n");
            text.Append($"       'versions': {Quoted(VersionPattern.Of(advisory.Ranges))}}}{(index + 1 < advisories.Count ? "," : "")}\n");
        }

        return text.Append($"""
                  ]{(advisories.Count == 0 ? ".filter(w, false)" : ".filter(w, w.part == object.?name.orValue('') && object.?version.orValue('').matches(w.versions))")}
                at: [object.version]

            """).ToString();
    }

    // A text of CEL in one line; what a feed writes is a text and never a part of the rule.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var one in text)
        {
            _ = one is '\'' or '\\' ? quoted.Append('\\').Append(one) : char.IsControl(one) || one is '\u2028' or '\u2029' or '\u0085' ? quoted.Append(' ') : quoted.Append(one);
        }

        return quoted.Append('\'').ToString();
    }

    private static string Control(string newest) => $$"""
        # The built-in control with what a newer feed knows. Written by `redoubt db update`.
        id: {{ControlId}}
        replaces: {{ControlId}}
        title: Components have no weakness that is known and mended
        layer: cluster
        theme: currency
        severity:
        - is: critical
          when: object.feedWeaknesses().exists(w, w.severity == 'critical')
        - is: high
          when: object.weaknesses().exists(w, w.severity == 'high') || object.feedWeaknesses().exists(w, w.severity == 'high')
        - medium
        for: Component
        when: object.?settings.hasValue() && object.?name.orValue('') in ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy'] && object.?version.hasValue()
        check: size(object.weaknesses()) + size(object.feedWeaknesses()) == 0
        at: [version]
        message: >-
          object.?name.orValue('') + ' ' + object.?version.orValue('') + ' has ' + (object.weaknesses().map(w, w.id + ' (' + w.what + ')') + object.feedWeaknesses().map(w, w.id + ' (' + w.what + ')')).join(', ')
        why: >
          The weakness is public, with how to use it. The official feed of Kubernetes is asked, as it was on {{(newest.Length >= 10 ? newest[..10] : "an unknown day")}}; a distribution may
          have mended a version and kept its number.
        fix:
          say: Upgrade to the newest patch of the minor version, or to one that is still supported.
        references: { kubernetes: [official-cve-feed] }
        examples:
        - verdict: unknown
          manifests: |
            apiVersion: evidence.redoubt.dev/v1
            kind: Component
            metadata: { name: known-weakness }
            name: kubelet
            settings: {}
            unknown:
            - path: version
              reason: nothing on the machine says it

        """;
}
