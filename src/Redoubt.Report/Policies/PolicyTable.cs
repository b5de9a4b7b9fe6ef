using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Mutate;
using Redoubt.Evidence;
using Redoubt.Report.Terminal;

namespace Redoubt.Report.Policies;

/// <summary>What admission policies say of requests, as a table for people.</summary>
public static class PolicyTable
{
    /// <summary>Writes one row for each policy and request; requests that a policy is not about are counted.</summary>
    /// <param name="results">What the policies said.</param>
    /// <param name="options">How it should look.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(IReadOnlyList<PolicyResult> results, ReportOptions options, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(output);
        var screen = new Screen(output, options);
        var shown = results.Where(result => options.Detail == ReportDetail.All || result.Verdict != PolicyVerdict.Unselected).ToArray();
        if (shown.Length > 0)
        {
            screen.End();
            new RowTable(screen, 1).Draw([.. shown.Select(Row)]);
        }

        foreach (var result in shown.Where(result => result.Mutated is { IsChanged: true }))
        {
            Diff(screen, result);
        }

        screen.End();
        var counts = results.GroupBy(result => result.Verdict).OrderBy(group => group.Key)
            .Select(group => ($"{group.Count()} {PolicyWords.Of(group.Key)}", group.Key == PolicyVerdict.Unselected ? TextStyle.Faint : Of(group.Key)));
        screen.Parts(1, counts);
    }

    /// <summary>What is said of a result in one sentence, without the secrets of its object.</summary>
    internal static string Note(PolicyResult result)
    {
        var said = result.Decisions.Where(decision => decision.Message.Length > 0).Select(decision => decision.Message);
        return PolicyWords.Safe(result, result.Why.Length > 0 ? result.Why : string.Join("; ", said));
    }

    private static Row Row(PolicyResult result)
    {
        var place = PolicyWords.PlaceOf(result);
        var policy = result.Policy.ToString() + (result.Params.Length > 0 ? $" ({result.Params})" : "");
        return new Row(
            [(PolicyWords.Of(result), Of(result.Verdict)), (policy, TextStyle.Plain), (PolicyWords.ObjectOf(result), TextStyle.Plain), (place, TextStyle.Faint)],
            "", Note(result));
    }

    private static void Diff(Screen screen, PolicyResult result)
    {
        screen.End();
        screen.At(1).Put($"{result.Policy} changes {PolicyWords.ObjectOf(result)}", TextStyle.Strong).End();
        foreach (var line in ObjectDiff.Lines(result.Mutated!))
        {
            var style = line.Sign switch { '-' => TextStyle.High, '+' => TextStyle.Good, _ => TextStyle.Faint };
            screen.At(3).Put($"{line.Sign} {PolicyWords.Safe(result, line.Text)}", style).End();
        }
    }

    private static TextStyle Of(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Pass => TextStyle.Good,
        PolicyVerdict.Fail or PolicyVerdict.Error => TextStyle.High,
        PolicyVerdict.Unknown => TextStyle.Unknown,
        _ => TextStyle.Faint,
    };
}

/// <summary>The words of verdicts, objects and places.</summary>
internal static class PolicyWords
{
    public static string Of(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Unselected => "not selected",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>The verdict; of what is found wrong and not refused, what happens instead.</summary>
    public static string Of(PolicyResult result) => result is { Verdict: PolicyVerdict.Fail, IsDenied: false, Binding: { } binding }
        ? $"fail ({string.Join(", ", binding.Actions).ToLowerInvariant()})"
        : Of(result.Verdict);

    public static string ObjectOf(PolicyResult result)
    {
        var request = result.Request;
        var name = request.Name.Length > 0 ? request.Name : Target(request)["metadata"]["generateName"].AsString() ?? "";
        var ns = request.Resource.IsNamespaces || request.Namespace.Length == 0 ? "" : request.Namespace + "/";
        return $"{ns}{request.Resource.Kind}/{name}";
    }

    /// <summary>Where the object stands.</summary>
    public static string PlaceOf(PolicyResult result)
    {
        var name = Target(result.Request)["metadata"]["name"];
        return result.Request.Document is { } document ? (name.Exists ? document.PlaceOf(name).ToString() : document.Origin.File) : "";
    }

    /// <summary>A text without the secrets of the objects of a request.</summary>
    public static string Safe(PolicyResult result, string text) => result.Request.Redactor?.Safe(text) ?? text;

    private static Node Target(AdmissionRequest request) => request.Object.Exists ? request.Object : request.OldObject;
}
