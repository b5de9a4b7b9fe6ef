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
        var draft = ComponentDraft.Of(facts.Name, host, container.Version, null);
        var flags = FlagReader.Read(facts, [.. container.Arguments.Select(word => new CommandWord(word.Text))]);
        var given = new System.Text.Json.Nodes.JsonObject();
        foreach (var fact in facts.Settings)
        {
            if (FlagReader.Given(fact, flags) is { } value)
            {
                given[fact.Name] = value.Text;
            }
        }

        draft.Facts["flags"] = given;
        draft.Unknown("configuration", "the API server does not show it: collect the node");
        ComponentDraft.Fill(draft, facts.Settings.Where(fact => fact.Removed is null || given.ContainsKey(fact.Name)).Select(fact => Setting(fact, facts, flags, container)));
        return draft;
    }

    private static ResolvedSetting Setting(SettingFact fact, ComponentFacts facts, IReadOnlyList<(string Name, SettingValue Value)> flags, StaticPod container)
    {
        if (Decides(fact, facts, flags, container) is { } elsewhere)
        {
            return ComponentDraft.Lost(fact, $"{elsewhere} decides it, which the API server does not show: collect the node");
        }

        var standard = (facts.ConfigurationFlag is not null ? fact.WithoutFile : null) ?? fact.DefaultOf(ComponentVersion.Read(container.Version));
        var value = FlagReader.Given(fact, flags);
        return standard is null && value is null
            ? ComponentDraft.Lost(fact, $"its default is not the same in all versions, and the image tells no version of {facts.Name}")
            : new ResolvedSetting(fact, [.. ((SettingValue?[])[standard is null ? null : new SettingValue("default", standard), value]).OfType<SettingValue>()], null);
    }

    /// <summary>What else than flags decides a setting; null if nothing does.</summary>
    private static string? Decides(SettingFact fact, ComponentFacts facts, IReadOnlyList<(string Name, SettingValue Value)> flags, StaticPod container)
    {
        string? Named(string flag) => flags.LastOrDefault(given => given.Name == flag).Value?.Text is { Length: > 0 } file ? $"--{flag}={file}" : null;
        var file = facts.ConfigurationFlag is { } flag && flag != fact.Name && (fact.Field is not null || facts.Name == "etcd") ? Named(flag) : null;
        return file ?? (facts.Name, fact.Name) switch
        {
            ("kube-apiserver", "anonymous-auth") => Named("authentication-config"),
            ("kube-apiserver", "authorization-mode") => Named("authorization-config"),
            ("etcd", _) when container.Environment.Any(variable => variable.Name.StartsWith("ETCD_", StringComparison.Ordinal)) && FlagReader.Given(fact, flags) is null => "an ETCD_ variable of its environment, or a file,",
            _ => null,
        };
    }
}
