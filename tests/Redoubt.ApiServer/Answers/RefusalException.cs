using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Answers;

/// <summary>Ends a request: the answer is a Status, or a text.</summary>
public sealed class RefusalException : Exception
{
    private RefusalException(ApiAnswer answer) : base($"{answer.Status}") => Answer = answer;

    /// <summary>What is answered.</summary>
    public ApiAnswer Answer { get; }

    /// <summary>A refusal as a Status.</summary>
    /// <param name="code">The code.</param>
    /// <param name="reason">The reason; none if empty.</param>
    /// <param name="message">The message.</param>
    /// <param name="details">What it is about; null leaves it out.</param>
    /// <param name="isPretty">Whether it is written over several lines, as those are that stand before the object's own form is known.</param>
    public static RefusalException Of(int code, string reason, string message, JsonObject? details = null, bool isPretty = false) =>
        new(ApiAnswer.Json(code, Status(code, reason, message, details), isPretty));

    /// <summary>A refusal that is answered otherwise.</summary>
    public static RefusalException With(ApiAnswer answer) => new(answer);

    /// <summary>The refusal with the header that answers about rights have.</summary>
    public RefusalException NoSniff()
    {
        Answer.With("x-content-type-options", "nosniff");
        return this;
    }

    /// <summary>The Status of a refusal.</summary>
    public static JsonObject Status(int code, string reason, string message, JsonObject? details = null, JsonObject? metadata = null)
    {
        var status = new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = metadata ?? [], ["status"] = "Failure", ["message"] = message };
        if (reason.Length > 0)
        {
            status["reason"] = reason;
        }

        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return status;
    }

    /// <summary>The request cannot be understood.</summary>
    public static RefusalException BadRequest(string message) => Of(400, "BadRequest", message);

    /// <summary>There is no such resource.</summary>
    public static RefusalException NoResource() => Of(404, "NotFound", "the server could not find the requested resource", []);

    /// <summary>There is no such object.</summary>
    public static RefusalException NotFound(string group, string resource, string name) =>
        Of(404, "NotFound", $"{Qualified(resource, group)} \"{name}\" not found", Details(name, group, resource));

    /// <summary>The method is not for this path.</summary>
    public static RefusalException NoMethod() => Of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    /// <summary>The object is not as it must be.</summary>
    public static RefusalException Invalid(string kind, string group, string name, params IReadOnlyList<(string Reason, string Field, string Message)> causes)
    {
        ArgumentNullException.ThrowIfNull(causes);
        var details = Details(name, group, kind);
        details["causes"] = new JsonArray([.. causes.Select(cause => (JsonNode)new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message, ["field"] = cause.Field })]);
        var words = causes.Select(cause => $"{cause.Field}: {cause.Message}").ToArray();
        return Of(422, "Invalid", $"{Qualified(kind, group)} \"{name}\" is invalid: {(words.Length == 1 ? words[0] : $"[{string.Join(", ", words)}]")}", details);
    }

    /// <summary>Options of a request are not as they must be.</summary>
    public static RefusalException InvalidOptions(string options, string reason, string field, string message) => Invalid(options, "meta.k8s.io", "", [(reason, field, message)]);

    /// <summary>The object is another one by now.</summary>
    public static RefusalException Conflict(string group, string resource, string name, string why = "the object has been modified; please apply your changes to the latest version and try again") =>
        Of(409, "Conflict", $"Operation cannot be fulfilled on {Qualified(resource, group)} \"{name}\": {why}", Details(name, group, resource));

    /// <summary>What a Status says it is about.</summary>
    public static JsonObject Details(string name, string group, string kind)
    {
        var details = new JsonObject();
        foreach (var (key, value) in ((string, string)[])[("name", name), ("group", group), ("kind", kind)])
        {
            if (value.Length > 0)
            {
                details[key] = value;
            }
        }

        return details;
    }

    /// <summary>A resource with its group, <c>deployments.apps</c>.</summary>
    public static string Qualified(string resource, string group) => group.Length > 0 ? $"{resource}.{group}" : resource;
}
