namespace Redoubt.Collect.Machines.Hosts;

/// <summary>Modes and owners of the files that every machine is asked for.</summary>
internal static class HostFiles
{
    /// <summary>Fills <c>files</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var files = new FileFacts(machine, draft);
        foreach (var asked in Asked.Files)
        {
            if (!asked.Contains('*', StringComparison.Ordinal))
            {
                files.Add(asked);
                continue;
            }

            var directory = asked[..asked.LastIndexOf('/')];
            var names = machine.Root.Names(directory);
            if (names.Reason is { } reason)
            {
                files.AddUnknown(asked, $"{directory}: {reason}");
            }

            foreach (var name in (names.Value ?? []).Where(name => Glob.Fits(asked.AsSpan(directory.Length + 1), name)))
            {
                files.Add($"{directory}/{name}");
            }
        }
    }
}
