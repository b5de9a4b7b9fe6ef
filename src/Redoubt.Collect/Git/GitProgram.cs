using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Redoubt.Collect.Git;

/// <summary>The user's own <c>git</c>, asked for what it has: it runs no hook, no filter and no other program, and fetches nothing.</summary>
/// <param name="folder">The folder in which it is asked.</param>
internal sealed class GitProgram(string folder)
{
    private const int ErrorBytes = 64 << 10;

    private static readonly string[] Before = ["--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"];

    /// <summary>What it writes; null, and a problem, if it fails.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="problems">Takes its own words.</param>
    public byte[]? Ask(IReadOnlyList<string> arguments, ICollection<string> problems) => Ask(arguments, problems, input: null, stream =>
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    });

    /// <summary>The same, written to and read from as a stream.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="problems">Takes its own words.</param>
    /// <param name="input">What it is told; null for nothing.</param>
    /// <param name="read">Reads what it writes.</param>
    public T? Ask<T>(IReadOnlyList<string> arguments, ICollection<string> problems, string? input, Func<Stream, T> read)
    {
        var start = new ProcessStartInfo("git", [.. Before, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        try
        {
            using var git = Process.Start(start) ?? throw new InvalidOperationException("no process");
            var words = Words(git.StandardError.BaseStream);
            var told = Tell(git.StandardInput, input);
            var answer = read(git.StandardOutput.BaseStream);
            git.WaitForExit();
            Task.WaitAll(words, told);
            if (git.ExitCode == 0)
            {
                return answer;
            }

            problems.Add($"git {arguments[0]}: {(words.Result.Length > 0 ? words.Result : $"it ended with {git.ExitCode}")}");
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException or InvalidDataException)
        {
            problems.Add(error is Win32Exception ? "revisions are read by `git`, and there is no such program" : $"git {arguments[0]}: {SystemFault.Of(error)}");
        }

        return default;
    }

    private static async Task Tell(StreamWriter writer, string? input)
    {
        try
        {
            if (input is not null)
            {
                await writer.WriteAsync(input).ConfigureAwait(false);
            }

            writer.Close();
        }
        catch (IOException)
        {
            // It ended before it was told everything: its exit code says why.
        }
    }

    private static async Task<string> Words(Stream stream)
    {
        var bytes = new byte[ErrorBytes];
        var read = await stream.ReadAtLeastAsync(bytes, ErrorBytes, throwOnEndOfStream: false).ConfigureAwait(false);
        await stream.CopyToAsync(Stream.Null).ConfigureAwait(false);
        return Encoding.UTF8.GetString(bytes, 0, read).Trim();
    }
}
