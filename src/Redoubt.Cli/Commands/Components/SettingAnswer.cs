using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Components;

/// <summary>What is in effect of a component's settings, and what it overrides, by the evidence that <c>redoubt collect node</c> writes.</summary>
internal sealed class SettingAnswer
{
    private static readonly GroupKind Kind = new("evidence.redoubt.dev", "Component");

    private readonly List<AnswerRow> _rows = [];
    private readonly HashSet<string> _known = [];
    private bool _isUnknown;

    /// <summary>Answers.</summary>
    /// <param name="platform">The evidence.</param>
    /// <param name="component">The component, by its name or by that of its document.</param>
    /// <param name="setting">The setting, by its flag or its field; null for all.</param>
    /// <param name="problems">Takes what is wrong with the question.</param>
    /// <returns>The answer with the exit code of the program; null where the question has no answer.</returns>
    public static (AnswerTable Table, int Code)? Of(Platform platform, string component, string? setting, ICollection<string> problems)
    {
        Document[] all = [.. platform.Of(Kind)];
        Document[] asked = [.. all.Where(document => document.Root["name"].Is(component) || document.Name == component)];
        if (asked.Length == 0)
        {
            string[] names = [.. all.Select(document => document.Root["name"].AsString() ?? document.Name).Distinct()];
            problems.Add(names.Length == 0
                ? "no component is in what was given: `redoubt collect node` on its machine writes it"
                : $"no component is called `{component}`; there are {string.Join(", ", names)}{Suggestion.Of(component, names)}");
            return null;
        }

        var answer = new SettingAnswer();
        foreach (var document in asked)
        {
            answer.Add(document, setting);
        }

        if (answer._rows.Count == 0)
        {
            problems.Add($"`{setting}` is no setting that is known of {component}{Suggestion.Of(setting ?? "", [.. answer._known])}");
            return null;
        }

        var table = new AnswerTable
        {
            Topic = "component",
            Command = "setting",
            Question = setting is null ? $"what is in effect of {component}, and why?" : $"what is in effect of {setting} of {component}, and why?",
            Columns = ["host", "setting", "value"],
            Rows = answer._rows,
        };
        return (table, answer._isUnknown ? ExitCode.NotJudged : ExitCode.Good);
    }

    private void Add(Document document, string? asked)
    {
        var host = document.Root["host"].AsString() ?? document.Name;
        foreach (var setting in document.Root["settings"].Fields)
        {
            var (name, field) = (setting.Key.ToString(), setting["field"].AsString());
            _known.Add(name);
            _known.Add(field ?? name);
            if (asked is null || IsNamed(asked, name, field))
            {
                var title = field is null ? $"--{name}" : field == name ? name : $"{field} (--{name})";
                _rows.Add(setting["value"].Exists ? Known(host, title, setting) : NotKnown(host, title, Reason(document, name)));
            }
        }
    }

    private static bool IsNamed(string asked, string name, string? field) => asked.TrimStart('-') == name || asked == field;

    private AnswerRow NotKnown(string host, string name, string reason)
    {
        _isUnknown = true;
        return new AnswerRow([host, name, $"not known: {reason}"]);
    }

    private static string Reason(Document document, string name) =>
        document.Unknown.FirstOrDefault(unknown => unknown.Path.ToString() is var path && (path == "settings" || path == $"settings['{name}']"))?.Reason ?? "the evidence does not have it";

    private static AnswerRow Known(string host, string name, Node setting)
    {
        var reasons = new List<AnswerReason> { Reason(setting, "in effect") };
        foreach (var weaker in setting["overridden"].Items)
        {
            reasons.Add(Reason(weaker, "overridden"));
        }

        return new AnswerRow([host, name, Text(setting)]) { Because = reasons };
    }

    private static AnswerReason Reason(Node value, string standing) =>
        new(value["from"].AsString() ?? "default", value["file"].AsString() is { } file ? $"{file}:{value["line"].Int}" : "", $"{Text(value)}, {standing}");

    private static string Text(Node value) => value["value"].AsString() is { Length: > 0 } text ? text : "not set";
}
