using System.CommandLine;
using System.Globalization;
using Redoubt.Access.Audit;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary>The audit logs of an API server, for what was used.</summary>
internal sealed class LogOption
{
    public Option<string[]> Option { get; } = new("--log", "-l")
    {
        Description = "Audit logs of the API server (JSON lines, also packed with gzip), folders of rotated ones, or -. AuditLog documents in the evidence count too.",
        HelpName = "file",
    };

    /// <summary>What was used; null, and a problem, where no log is named and none is in the evidence.</summary>
    public UsedAccess? Read(ParseResult parsed, AccessSession session, ICollection<string> problems)
    {
        var logs = parsed.GetValue(Option) ?? [];
        var unread = new List<string>();
        var used = session.Used(logs, Console.OpenStandardInput(), unread);
        IsBroken = PolicyOutput.Tell(unread);
        if (used.Log.Events > 0 || used.Log.Rights.Count > 0)
        {
            return used;
        }

        problems.Add(logs.Length == 0 ? "no audit log: name one with --log" : "the audit logs hold no event");
        return null;
    }

    /// <summary>Whether something of the logs could not be read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What a reader of the answer should know of the logs.</summary>
    public static IEnumerable<string> Notes(UsedAccess used)
    {
        if (used.Log is { From: { } from, To: { } to })
        {
            yield return $"the log goes from {Time(from)} to {Time(to)}: what is used less often is not in it";
        }

        if (used.Log.IsCut)
        {
            yield return "a limit left rights of the log out: there may be more that were used";
        }

        yield return "of what the API server is told not to log nobody knows whether it is used";
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
