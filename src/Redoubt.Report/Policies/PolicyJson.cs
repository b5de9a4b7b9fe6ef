using System.Text.Json;
using Redoubt.Admission.CustomResources;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Mutate;
using Redoubt.Evidence.Read;
using Redoubt.Report.Formats;

namespace Redoubt.Report.Policies;

/// <summary>What admission policies say of requests, as <c>redoubt.dev/policy-results/v1</c>. Every field is always there.</summary>
public static class PolicyJson
{
    /// <summary>
    /// Writes what was judged and what is wrong with the policies. What a policy is not about is counted by policy and rule; each of it is
    /// written only when all is shown: most policies are about few of many objects.
    /// </summary>
    /// <param name="results">What the policies said.</param>
    /// <param name="resources">What the rules of definitions said.</param>
    /// <param name="problems">What is wrong with them.</param>
    /// <param name="showsAll">Whether each result is written.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(
        IReadOnlyList<PolicyResult> results, IEnumerable<JudgedResource> resources, IEnumerable<FilePlace> problems, bool showsAll, Stream output)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(output, JsonLists.Writing);
        json.WriteStartObject();
        json.WriteString("apiVersion", "redoubt.dev/policy-results/v1");
        json.WriteStartArray("results");
        foreach (var result in results.Where(result => showsAll || result.Verdict != PolicyVerdict.Unselected))
        {
            Write(json, result);
        }

        json.WriteEndArray();
        json.WriteObjects("notSelected", results.Where(result => result.Verdict == PolicyVerdict.Unselected).CountBy(result => (result.Policy.Name, result.Policy.Rule)), item =>
        {
            var (policy, count) = item;
            json.WriteString("policy", policy.Name);
            json.WriteString("rule", policy.Rule);
            json.WriteNumber("count", count);
        });
        json.WriteStartArray("customResources");
        foreach (var resource in resources)
        {
            Write(json, resource);
        }

        json.WriteEndArray();
        json.WriteObjects("problems", problems, problem =>
        {
            json.WriteString("file", problem.File);
            json.WriteNumber("line", problem.Line);
            json.WriteNumber("column", problem.Column);
            json.WriteString("message", problem.Reason);
        });
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, JudgedResource result)
    {
        var place = result.Resource.Mention;
        json.WriteStartObject();
        json.WriteString("definition", result.Definition.Name);
        json.WriteString("object", $"{(result.Resource.Namespace.Length > 0 ? result.Resource.Namespace + "/" : "")}{result.Resource.Kind}/{result.Resource.Name}");
        json.WriteString("place", result.Resource.PlaceOf(place).ToString());
        json.WriteBoolean("denied", result.IsRefused);
        json.WriteObjects("broken", result.Broken, broken =>
        {
            json.WriteString("field", broken.Path);
            json.WriteString("place", result.Resource.PlaceOf(broken.At).ToString());
            json.WriteString("rule", $"{result.Definition.Origin.File}:{broken.Rule.Line}:{broken.Rule.Column}");
            json.WriteString("message", broken.Text);
            json.WriteBoolean("warning", broken.IsWarning);
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PolicyResult result)
    {
        json.WriteStartObject();
        json.WriteString("policy", result.Policy.Name);
        json.WriteString("rule", result.Policy.Rule);
        json.WriteString("expansion", result.Policy.Expansion);
        json.WriteString("binding", result.Binding?.Name ?? "");
        json.WriteString("parameters", result.Params);
        json.WriteString("operation", result.Request.Operation);
        json.WriteString("object", PolicyWords.ObjectOf(result));
        json.WriteString("place", PolicyWords.PlaceOf(result));
        json.WriteString("verdict", PolicyWords.Of(result.Verdict));
        json.WriteBoolean("denied", result.IsDenied);
        json.WriteString("why", PolicyWords.Safe(result, result.Why));
        json.WriteNumber("cost", result.Cost);
        json.WriteObjects("decisions", result.Decisions, decision =>
        {
            var place = decision.Expression.PositionOf(0);
            json.WriteString("verdict", PolicyWords.Of(decision.Verdict));
            json.WriteString("expression", decision.Expression.Text);
            json.WriteString("place", $"{result.Policy.Document.Origin.File}:{place.Line}:{place.Column}");
            json.WriteString("message", PolicyWords.Safe(result, decision.Message));
            json.WriteString("reason", decision.Reason);
        });
        json.WriteTexts("changes", (result.Mutated is { IsChanged: true } mutated ? ObjectDiff.Lines(mutated) : []).Select(line => $"{line.Sign} {PolicyWords.Safe(result, line.Text)}"));
        json.WriteEndObject();
    }
}
