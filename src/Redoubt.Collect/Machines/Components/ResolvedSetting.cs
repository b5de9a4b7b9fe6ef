using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Components;

/// <summary>A setting in effect, with everything that it overrides.</summary>
/// <param name="Fact">The setting.</param>
/// <param name="Chain">What says something of it, the weakest first; the last is in effect. Empty where it is not known.</param>
/// <param name="Unknown">Why the value in effect is not known; null where it is.</param>
internal sealed record ResolvedSetting(SettingFact Fact, IReadOnlyList<SettingValue> Chain, string? Unknown)
{
    /// <summary>What is in effect; null where it is not known.</summary>
    public SettingValue? Value => Unknown is null && Chain.Count > 0 ? Chain[^1] : null;

    /// <summary>The text in effect; empty where it is not known or not set.</summary>
    public string Text => Value?.Text ?? "";

    /// <summary>As the type <c>ComponentSetting</c> of the schema.</summary>
    public JsonObject ToJson()
    {
        var json = Chain[^1].ToFact();
        json["field"] = Fact.Field;
        json["overridden"] = Chain.Count > 1 ? new JsonArray([.. Chain.Reverse().Skip(1).Select(value => (JsonNode)value.ToFact())]) : null;
        json["values"] = Fact.Type is SettingType.List or SettingType.Map
            ? EvidenceDraft.Texts(SettingText.Words(Chain[^1].Text))
            : null;
        return json;
    }
}
