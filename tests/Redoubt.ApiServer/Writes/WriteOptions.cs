using Redoubt.ApiServer.Answers;
using Redoubt.ApiServer.Requests;

namespace Redoubt.ApiServer.Writes;

/// <summary>What a client asks of a write besides its object (<c>CreateOptions</c> and the like).</summary>
internal sealed record WriteOptions(bool IsDryRun, string Validation, string Manager, bool IsForced)
{
    public bool IsStrict => Validation == "Strict";

    public bool IsWarned => Validation is "" or "Warn";

    public static WriteOptions Read(ApiRequest request, string kind)
    {
        var query = request.Query;
        if (query.Has("dryRun") && query["dryRun"] != "All")
        {
            var message = $"Unsupported value: [\"{query["dryRun"]}\"]: supported values: \"All\"";
            throw RefusalException.InvalidOptions(kind, "FieldValueNotSupported", "dryRun", message);
        }

        var validation = query["fieldValidation"];
        if (validation is not ("" or "Ignore" or "Strict" or "Warn"))
        {
            throw RefusalException.InvalidOptions(kind, "FieldValueNotSupported", "fieldValidation", $"Unsupported value: \"{validation}\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"");
        }

        // Who does not say which manager it is, is named by its program.
        var program = request.Header("user-agent").Split('/')[0];
        var manager = query["fieldManager"] is { Length: > 0 } named ? named : program.Length > 0 ? program : "unknown";
        return new WriteOptions(query["dryRun"] == "All", validation, manager, query.Is("force"));
    }
}
