using Redoubt.Evidence.Views;

namespace Redoubt.Evidence.Kinds;

/// <summary>Kinds that look like Kubernetes' and that its API server does not serve: files of other programs, and forms of old.</summary>
internal static class ForeignKinds
{
    private static readonly Dictionary<(string Group, string Kind), string> Others = [];
    private static readonly Dictionary<string, string> Old = [];

    static ForeignKinds()
    {
        foreach (var words in EmbeddedTable.Read("foreign-kinds.txt"))
        {
            if (words[0] == "old")
            {
                Old.Add(words[1], words[2]);
            }
            else
            {
                Others.Add((words[1] == "core" ? "" : words[1], words[2]), string.Join(' ', words[3..]));
            }
        }
    }

    /// <summary>What a file of another program is; null for an object. Some programs write a word of their own instead of group and version.</summary>
    public static string? OfOtherProgram(string apiVersion, string kind)
    {
        var group = GroupKind.GroupOf(apiVersion);
        return Others.TryGetValue((group, kind), out var what) || Others.TryGetValue((group.Length > 0 ? group : apiVersion, "*"), out what) ? what : null;
    }

    /// <summary>The <c>apiVersion</c> that took the place of <c>v1</c> for a kind of OpenShift's; null for any other.</summary>
    public static string? NewVersionOf(string apiVersion, string kind) => apiVersion == "v1" ? Old.GetValueOrDefault(kind) : null;
}
