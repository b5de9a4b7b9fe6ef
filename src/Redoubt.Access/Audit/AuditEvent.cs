using System.Text.Json;

namespace Redoubt.Access.Audit;

/// <summary>
/// One event of an API server's audit log (<c>audit.k8s.io/v1 Event</c>), as far as it says who was allowed what. One object is used for every line: what it holds
/// is good until the next is read.
/// </summary>
internal sealed class AuditEvent
{
    /// <summary>What <c>auditID</c> says, hashed.</summary>
    public ulong Request { get; private set; }

    /// <summary>Whether the request was only received: whether it is allowed is not known yet.</summary>
    public bool IsReceivedOnly { get; private set; }

    /// <summary>Whether the authorizer allowed it.</summary>
    public bool IsAllowed { get; private set; }

    /// <summary>The HTTP status; 0 where none was sent.</summary>
    public int Code { get; private set; }

    public TextBuffer Uri { get; } = new();

    public TextBuffer Verb { get; } = new();

    public AuditUser User { get; } = new(keepsMore: false);

    /// <summary>Whom the user acted as, where the server let them; else without a name.</summary>
    public AuditUser Impersonated { get; } = new(keepsMore: true);

    /// <summary>The verb by which they were let, as <c>impersonate:user-info</c>; empty for the old <c>impersonate</c>.</summary>
    public TextBuffer Constraint { get; } = new();

    /// <summary>Where the object that was sent stands in the line; empty where it was not logged.</summary>
    public Range RequestObject { get; private set; }

    /// <summary>Where the object that was answered stands in the line.</summary>
    public Range ResponseObject { get; private set; }

    public DateTimeOffset? Time { get; private set; }

    /// <summary>Reads the event that the reader stands at.</summary>
    /// <param name="reader">Stands at the beginning of an object; afterwards at its end.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public string? Read(ref Utf8JsonReader reader)
    {
        Clear();
        var has = Fields.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("auditID"u8))
            {
                has |= Fields.Id;
                reader.Read();
                Request = RecentRequests.Hash(reader.ValueSpan);
                reader.Skip();
            }
            else if (reader.ValueTextEquals("requestURI"u8))
            {
                has |= Uri.Read(ref reader) ? Fields.Uri : Fields.None;
            }
            else if (reader.ValueTextEquals("verb"u8))
            {
                has |= Verb.Read(ref reader) ? Fields.Verb : Fields.None;
            }
            else if (reader.ValueTextEquals("user"u8))
            {
                has |= User.Read(ref reader) ? Fields.User : Fields.None;
            }
            else
            {
                ReadMore(ref reader);
            }
        }

        return Missing(has);
    }

    private void ReadMore(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("stage"u8))
        {
            reader.Read();
            IsReceivedOnly = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("RequestReceived"u8);
            reader.Skip();
        }
        else if (reader.ValueTextEquals("impersonatedUser"u8))
        {
            Impersonated.Read(ref reader);
        }
        else if (reader.ValueTextEquals("annotations"u8))
        {
            ReadAnnotations(ref reader);
        }
        else if (reader.ValueTextEquals("responseStatus"u8))
        {
            ReadStatus(ref reader);
        }
        else if (reader.ValueTextEquals("authenticationMetadata"u8))
        {
            ReadConstraint(ref reader);
        }
        else if (reader.ValueTextEquals("requestObject"u8))
        {
            RequestObject = Skipped(ref reader);
        }
        else if (reader.ValueTextEquals("responseObject"u8))
        {
            ResponseObject = Skipped(ref reader);
        }
        else if (reader.ValueTextEquals("requestReceivedTimestamp"u8))
        {
            reader.Read();
            Time = reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : null;
            reader.Skip();
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void Clear()
    {
        (Request, IsReceivedOnly, IsAllowed, Code, RequestObject, ResponseObject, Time) = (0, false, false, 0, default, default, null);
        Uri.Clear();
        Verb.Clear();
        User.Clear();
        Impersonated.Clear();
        Constraint.Clear();
    }

    private static string? Missing(Fields has) => has switch
    {
        Fields.All => null,
        _ when !has.HasFlag(Fields.Id) => "no event of an audit log: `auditID` is missing",
        _ when !has.HasFlag(Fields.Uri) => "no event of an audit log: `requestURI` is missing",
        _ when !has.HasFlag(Fields.Verb) => "no event of an audit log: `verb` is missing",
        _ => "no event of an audit log: `user` is missing",
    };

    private static Range Skipped(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    private void ReadAnnotations(ref Utf8JsonReader reader)
    {
        for (var inside = reader.Enter(); inside && reader.Next();)
        {
            var isDecision = reader.ValueTextEquals("authorization.k8s.io/decision"u8);
            reader.Read();
            IsAllowed |= isDecision && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("allow"u8);
            reader.Skip();
        }
    }

    private void ReadStatus(ref Utf8JsonReader reader)
    {
        for (var inside = reader.Enter(); inside && reader.Next();)
        {
            var isCode = reader.ValueTextEquals("code"u8);
            reader.Read();
            Code = isCode && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) ? code : Code;
            reader.Skip();
        }
    }

    private void ReadConstraint(ref Utf8JsonReader reader)
    {
        for (var inside = reader.Enter(); inside && reader.Next();)
        {
            if (reader.ValueTextEquals("impersonationConstraint"u8))
            {
                Constraint.Read(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    [Flags]
    private enum Fields
    {
        None = 0,
        Id = 1,
        Uri = 2,
        Verb = 4,
        User = 8,
        All = 15,
    }
}
