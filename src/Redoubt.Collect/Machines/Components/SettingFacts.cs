using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Components;

/// <summary>What a component is and has in effect: <c>settings</c>, <c>flags</c>, <c>configuration</c> of those that have a file.</summary>
internal static class SettingFacts
{
    /// <summary>Fills what is in effect, and what of it flags say.</summary>
    /// <param name="sight">The component.</param>
    public static void Collect(ComponentSight sight)
    {
        var settings = sight.Resolver.Settings.Values;
        Fill(sight.Draft, settings);
        foreach (var setting in settings.Where(setting => setting.Value is not null))
        {
            Configure(sight, setting);
        }

        var flags = new JsonObject();
        foreach (var fact in sight.Found.Facts.Settings)
        {
            if (FlagReader.Given(fact, sight.Resolver.Flags) is { } given)
            {
                flags[fact.Name] = given.Text;
            }
        }

        sight.Draft.Facts["flags"] = flags;
        if (sight.Found.Unknown is { } unknown)
        {
            sight.Draft.Unknown("flags", unknown);
        }
    }

    /// <summary>Fills <c>settings</c>; what is not known keeps the name of its field, by which people ask.</summary>
    /// <param name="draft">The document.</param>
    /// <param name="settings">The settings.</param>
    public static void Fill(EvidenceDraft draft, IEnumerable<ResolvedSetting> settings)
    {
        var told = new JsonObject();
        draft.Facts["settings"] = told;
        foreach (var setting in settings)
        {
            if (setting.Unknown is { } reason)
            {
                draft.Unknown($"settings{EvidenceDraft.Key(setting.Fact.Name)}", reason);
                told[setting.Fact.Name] = new JsonObject { ["field"] = setting.Fact.Field };
            }
            else
            {
                told[setting.Fact.Name] = setting.ToJson();
            }
        }
    }

    // What is in effect in the form of the component's own file, which is how other evidence of it has it.
    private static void Configure(ComponentSight sight, ResolvedSetting setting)
    {
        if (setting.Fact.Field is not { } field || sight.Name is not ("kubelet" or "kube-proxy") || setting.Text.Length == 0)
        {
            return;
        }

        var steps = field.Split('.');
        var here = sight.Draft.Facts["configuration"] as JsonObject ?? [];
        sight.Draft.Facts["configuration"] = here;
        foreach (var step in steps[..^1])
        {
            here[step] ??= new JsonObject();
            here = (JsonObject)here[step]!;
        }

        here[steps[^1]] = setting.Fact.Type switch
        {
            SettingType.Bool when setting.Text is "true" or "false" => JsonValue.Create(setting.Text == "true"),
            SettingType.Int when long.TryParse(setting.Text, System.Globalization.CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            SettingType.List => EvidenceDraft.Texts(SettingText.Words(setting.Text)),
            SettingType.Map => new JsonObject(SettingText.Words(setting.Text).Select(word => word.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)JsonValue.Create(pair.ElementAtOrDefault(1) ?? "")))),
            _ => JsonValue.Create(setting.Text),
        };
    }
}
