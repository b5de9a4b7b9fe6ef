using System.Text.Json.Nodes;
using Redoubt.Collect.Machines;
using Redoubt.Collect.Machines.Components;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Clusters.Components;

/// <summary>
/// Settings of a kubelet by what it says at <c>/configz</c>: everything in effect, files and flags laid over each other, in the form of its file. What a
/// file cannot say is not there; what is left out has the zero value of its type, since Go leaves such values out.
/// </summary>
internal static class KubeletSettings
{
    private const string Place = "/configz";

    private static readonly ComponentFacts Facts = ComponentFacts.All.First(facts => facts.Name == "kubelet");

    /// <summary>The settings.</summary>
    /// <param name="configuration">What the kubelet says.</param>
    public static IEnumerable<ResolvedSetting> Of(JsonObject configuration)
    {
        var roots = ValueReader.Read(Place, configuration.ToJsonString(), []);
        var layer = new ConfigurationLayer(Place, roots.Count > 0 ? roots[0] : default, null);
        return Facts.Settings.Where(fact => fact.Removed is null).Select(fact => Of(fact, layer));
    }

    private static ResolvedSetting Of(SettingFact fact, ConfigurationLayer layer) => fact.Field is { } field
        ? new ResolvedSetting(fact, [layer.Of(fact) ?? new SettingValue("file", layer.Root.AtPath(field).ScalarText() ?? Zero(fact.Type), Place, 1)], null)
        : ComponentDraft.Lost(fact);

    private static string Zero(SettingType type) => type switch
    {
        SettingType.Bool => "false",
        SettingType.Int => "0",
        SettingType.Duration => "0s",
        _ => "",
    };
}
