using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines;

/// <summary>Modes and owners of the files that matter, as the field <c>files</c> of a document has them: a map by the path that was asked for.</summary>
/// <param name="machine">The machine.</param>
/// <param name="draft">The document, of which <c>files</c> is filled.</param>
internal sealed class FileFacts(Machine machine, EvidenceDraft draft)
{
    private readonly JsonObject _files = Field(draft);

    /// <summary>Adds what lies at a path, links followed. What is not there is told as <c>exists: false</c>, what cannot be seen is unknown.</summary>
    public void Add(string path)
    {
        if (_files.ContainsKey(path))
        {
            return;
        }

        Add(machine, draft, path, $"paths{EvidenceDraft.Key(path)}", fact => _files[path] = fact);
    }

    /// <summary>Finds what lies at a path, links followed.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="draft">The document.</param>
    /// <param name="path">The path.</param>
    /// <param name="field">Where in the document the fact stands: unknown where it cannot be seen.</param>
    /// <param name="set">Takes the fact.</param>
    public static void Add(Machine machine, EvidenceDraft draft, string path, string field, Action<JsonObject> set)
    {
        var seen = machine.Root.Status(path);
        if (!seen.Found(out var status))
        {
            set(new JsonObject { ["exists"] = false, ["path"] = path });
            if (seen.Reason is { } reason)
            {
                draft.Unknown(field, $"{path}: {reason}");
            }
            return;
        }

        foreach (var reason in new[] { status.Uid == 0 ? null : machine.Accounts.UsersUnknown, status.Gid == 0 ? null : machine.Accounts.GroupsUnknown }.OfType<string>().Take(1))
        {
            draft.Unknown($"{field}.owner", $"whose it is has a number only: the names of the machine cannot be read: {reason}");
        }

        set(new JsonObject
        {
            ["exists"] = true,
            ["gid"] = status.Gid,
            ["group"] = status.Gid == 0 ? "root" : machine.Accounts.Group(status.Gid),
            ["mode"] = status.Mode,
            ["owner"] = status.Uid == 0 ? "root" : machine.Accounts.User(status.Uid),
            ["path"] = path,
            ["target"] = machine.Root.Target(path).Value,
            ["type"] = status.Type.ToString(),
            ["uid"] = status.Uid,
        });
    }

    /// <summary>Says of a path, or of a pattern of paths, that it is not known what lies there.</summary>
    public void AddUnknown(string path, string reason)
    {
        _files[path] = new JsonObject { ["exists"] = false, ["path"] = path };
        draft.Unknown($"paths{EvidenceDraft.Key(path)}", reason);
    }

    private static JsonObject Field(EvidenceDraft draft)
    {
        if (draft.Facts["paths"] is JsonObject there)
        {
            return there;
        }

        var files = new JsonObject();
        draft.Facts["paths"] = files;
        return files;
    }
}
