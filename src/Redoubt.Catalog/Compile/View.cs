namespace Redoubt.Catalog.Compile;

/// <summary>What a control judges, each on its own (design, section 4).</summary>
internal enum View
{
    /// <summary>Objects of some kinds: <c>object</c>.</summary>
    Kinds,

    /// <summary>Pods and pod templates: <c>pod</c>, <c>object</c>.</summary>
    Pod,

    /// <summary>Containers: <c>container</c>, <c>pod</c>, <c>object</c>.</summary>
    Container,

    /// <summary>Objects that run pods: <c>object</c>, <c>pod</c>.</summary>
    Workload,

    /// <summary>Namespaces, those only referred to as well: <c>ns</c>, <c>namespaceObject</c>.</summary>
    Namespace,

    /// <summary>Service accounts, those only referred to as well: <c>object</c>, <c>pods</c>.</summary>
    ServiceAccount,

    /// <summary>The platform as one: <c>platform</c> only.</summary>
    Platform,

    /// <summary>Places of a text that may be read in two ways: <c>ambiguity</c>, <c>object</c>.</summary>
    Ambiguity,
}

/// <summary>The views' names and variables.</summary>
internal static class Views
{
    /// <summary>The names that <c>for:</c> takes, apart from kinds.</summary>
    public static readonly string[] Names = ["pod", "container", "workload", "namespace", "serviceaccount", "platform", "ambiguity"];

    /// <summary>The variable that stands for the subject itself; a path without a variable starts there.</summary>
    public static string SubjectVariable(this View view) => view switch
    {
        View.Pod => "pod",
        View.Container => "container",
        View.Namespace => "namespaceObject",
        View.Platform => "platform",
        View.Ambiguity => "ambiguity",
        _ => "object",
    };

    /// <summary>Reads <c>for:</c>; false when it is neither one view nor a list of kinds.</summary>
    public static bool TryParse(IReadOnlyList<string> words, out View view)
    {
        view = View.Kinds;
        if (words.Count == 1 && Array.IndexOf(Names, words[0]) is >= 0 and var index)
        {
            view = (View)(index + 1);
            return true;
        }

        return words.All(word => char.IsAsciiLetterUpper(word[(word.LastIndexOf('/') + 1)..].FirstOrDefault()));
    }
}
