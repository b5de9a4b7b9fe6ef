using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Engines;

/// <summary>The files and directories that an engine is made of, by what they are to it, and whether auditd watches them.</summary>
internal sealed class EngineParts
{
    private readonly Machine _machine;
    private readonly EvidenceDraft _draft;
    private readonly JsonObject _parts = [];
    private readonly JsonObject _audited = [];
    private readonly List<string> _problems = [];
    private readonly Lazy<List<(string Path, bool IsTree, JsonObject Rule)>> _watches;

    /// <summary>Fills <c>parts</c> and <c>audited</c>.</summary>
    public EngineParts(Machine machine, EvidenceDraft draft)
    {
        (_machine, _draft) = (machine, draft);
        draft.Facts["parts"] = _parts;
        draft.Facts["audited"] = _audited;
        _watches = new Lazy<List<(string, bool, JsonObject)>>(Watches);
    }

    /// <summary>Adds a part.</summary>
    /// <param name="role">What it is to the engine, such as <c>service</c>.</param>
    /// <param name="path">Where it lies; null where the engine has none.</param>
    /// <param name="isNamed">Whether a setting names it, so that it must be there.</param>
    public void Add(string role, string? path, bool isNamed = false)
    {
        if (path is null)
        {
            return;
        }

        FileFacts.Add(_machine, _draft, path, $"parts.{role}", fact => _parts[role] = fact);
        if (isNamed && _machine.Root.Status(path).IsAbsent)
        {
            _draft.Unknown($"parts.{role}", $"{path}: it is not there, though the engine's settings name it");
        }

        if (Watch(path) is { } rule)
        {
            _audited[role] = rule.DeepClone();
        }
        else if (_watches.Value is not null && _problems is [var problem, ..])
        {
            _draft.Unknown($"audited.{role}", problem);
        }
    }

    /// <summary>The first rule that watches a path: a rule of it, or of a directory above it with all that is below.</summary>
    private JsonObject? Watch(string path)
    {
        var real = EngineSockets.Plain(_machine, path);
        return _watches.Value.FirstOrDefault(watch => watch.Path == path || watch.Path == real || (watch.IsTree && IsBelow(watch.Path, real, path))).Rule;
    }

    private static bool IsBelow(string directory, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (path.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private List<(string Path, bool IsTree, JsonObject Rule)> Watches()
    {
        var watches = new List<(string, bool, JsonObject)>();
        foreach (var rule in AuditRules.Of(_machine, _problems).OfType<JsonObject>())
        {
            var text = rule["text"]!.GetValue<string>();
            // `-a never,exit` says what is not recorded (auditctl(8)).
            if (rule["path"]?.GetValue<string>() is { } path && !ConfigurationFiles.Words(text).Any(word => word.Split(',').Contains("never")))
            {
                var isTree = text.StartsWith("-w", StringComparison.Ordinal) || text.Contains("dir=", StringComparison.Ordinal);
                watches.Add((EngineSockets.Plain(_machine, path.Length > 1 ? path.TrimEnd('/') : path), isTree, rule));
            }
        }
        return watches;
    }
}
