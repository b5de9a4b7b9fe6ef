using System.Globalization;
using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Requests;

namespace Redoubt.ApiServer.Lists;

/// <summary>What a client asks of a list or a watch besides its place (<c>ListOptions</c>), checked as an API server does.</summary>
internal sealed record ListOptions
{
    /// <summary>How many items at most; 0 for all.</summary>
    public long Limit { get; private init; }

    /// <summary>Where to go on; null for the beginning.</summary>
    public ContinueToken? Continue { get; private init; }

    /// <summary>The version as it was written.</summary>
    public string Version { get; private init; } = "";

    /// <summary>How the version is meant.</summary>
    public string Match { get; private init; } = "";

    /// <summary>Whether a watch begins with what is there.</summary>
    public bool SendsInitial { get; private init; }

    /// <summary>Whether bookmarks are wanted.</summary>
    public bool HasBookmarks { get; private init; }

    /// <summary>After how many seconds a watch ends; 0 if the client does not say.</summary>
    public long Timeout { get; private init; }

    public static ListOptions Read(Query query, bool isWatch)
    {
        var (version, match, token) = (query["resourceVersion"], query["resourceVersionMatch"], query["continue"]);
        var options = new ListOptions
        {
            Limit = Math.Max(0, Number(query["limit"])),
            Version = version,
            Match = match,
            Timeout = Number(query["timeoutSeconds"]),
            SendsInitial = query.Is("sendInitialEvents"),
            HasBookmarks = query.Is("allowWatchBookmarks"),
        };
        if (isWatch)
        {
            return options.SendsInitial && match != "NotOlderThan"
                ? throw Wrong("FieldValueForbidden", "Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan") : options;
        }

        if (query.Has("sendInitialEvents"))
        {
            throw RefusalException.InvalidOptions("ListOptions", "FieldValueForbidden", "sendInitialEvents", "Forbidden: sendInitialEvents is forbidden for list");
        }

        if (match.Length > 0)
        {
            CheckMatch(version, match, token);
        }

        if (token.Length == 0)
        {
            return options;
        }

        if (version.Length > 0 && version != "0")
        {
            throw RefusalException.BadRequest("specifying resource version is not allowed when using continue");
        }

        return options with { Continue = ContinueToken.Read(token) };
    }

    /// <summary>The version as a number; 0 if there is none.</summary>
    public bool TryVersion(out long version) => long.TryParse(Version.Length == 0 ? "0" : Version, NumberStyles.None, CultureInfo.InvariantCulture, out version);

    private static void CheckMatch(string version, string match, string token)
    {
        if (version.Length == 0)
        {
            throw Wrong("FieldValueForbidden", "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided");
        }

        if (token.Length > 0)
        {
            throw Wrong("FieldValueForbidden", "Forbidden: resourceVersionMatch is forbidden when continue is provided");
        }

        if (match is not ("Exact" or "NotOlderThan"))
        {
            throw Wrong("FieldValueNotSupported", $"Unsupported value: \"{match}\": supported values: \"Exact\", \"NotOlderThan\", \"\"");
        }

        if (match == "Exact" && version == "0")
        {
            throw Wrong("FieldValueForbidden", "Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }

    private static RefusalException Wrong(string reason, string message) => RefusalException.InvalidOptions("ListOptions", reason, "resourceVersionMatch", message);

    private static long Number(string text) => text.Length == 0 ? 0
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw RefusalException.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
}
