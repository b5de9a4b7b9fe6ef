using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Redoubt.Collect.Rendering;

/// <summary>What a run gave.</summary>
/// <param name="Output">What it wrote.</param>
/// <param name="Failure">Why it is of no use, in the program's own words or ours; null if it went well.</param>
internal sealed record ToolResult(byte[] Output, string? Failure);

/// <summary>
/// Runs a program of the user's on files that may be hostile: no shell, no variables of the environment but the few that programs need
/// to start, no network, and limits on time, memory and output.
/// </summary>
internal sealed class ToolRun(RenderOptions options)
{
    private const int ErrorBytes = 64 << 10;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan OutputWait = TimeSpan.FromSeconds(5);

    /// <summary>What a program needs to start, also where a script stands before it. A value in any other would end up in a ConfigMap that asks for it.</summary>
    private static readonly string[] Kept =
        ["PATH", "HOME", "LANG", "SystemRoot", "windir", "ComSpec", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramData"];

    /// <summary>Where nobody listens: whatever asks for a page gets an error at once.</summary>
    private const string NoProxy = "http://127.0.0.1:9";

    private long _ticks;

    public ToolResult Run(Tool tool, IEnumerable<string> arguments, WorkFolder work)
    {
        if (TimeSpan.FromTicks(Interlocked.Read(ref _ticks)) >= options.TotalTime)
        {
            return new ToolResult([], $"not rendered: rendering took {options.TotalTime.TotalSeconds} s of processor time in all, which is the limit");
        }

        try
        {
            using var process = Process.Start(Start(tool, arguments, work)) ?? throw new InvalidOperationException("no process");
            RunningTools.Add(process);
            try
            {
                return Watch(tool, process);
            }
            finally
            {
                RunningTools.Remove(process);
            }
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException)
        {
            return new ToolResult([], $"`{tool.Program}` cannot be run: {(error is System.ComponentModel.Win32Exception { NativeErrorCode: 2 } ? "there is no such program" : error is System.ComponentModel.Win32Exception { NativeErrorCode: 13 } ? "permission denied" : SystemFault.Of(error))}");
        }
    }

    private static ProcessStartInfo Start(Tool tool, IEnumerable<string> arguments, WorkFolder work)
    {
        var start = new ProcessStartInfo(tool.Program, [.. tool.Command, .. arguments])
        {
            WorkingDirectory = work.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in Kept)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }
        foreach (var name in (string[])["TMPDIR", "TMP", "TEMP"])
        {
            start.Environment[name] = work.Path;
        }

        foreach (var name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"])
        {
            start.Environment[name] = NoProxy;
        }

        foreach (var name in (string[])["HELM_CONFIG_HOME", "HELM_CACHE_HOME", "HELM_DATA_HOME", "HELM_PLUGINS", "KUBECONFIG", "KUSTOMIZE_PLUGIN_HOME"])
        {
            start.Environment[name] = work["none"];
        }
        // Git takes no way to a repository, not even that to a local one.
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        return start;
    }

    private ToolResult Watch(Tool tool, Process process)
    {
        process.StandardInput.Close();
        var output = Read(process.StandardOutput.BaseStream, options.OutputBytes);
        var error = Read(process.StandardError.BaseStream, ErrorBytes, cut: true);
        var clock = Stopwatch.StartNew();
        var progress = new ToolProgress(options);
        string? reason = null;
        while (reason is null && !process.WaitForExit(Look))
        {
            reason = progress.TooLong(ProcessorTime.Of(process)) ?? TooMuch(process, output);
        }

        if (reason is not null)
        {
            process.Kill(entireProcessTree: true);
        }
        // A program that was ended may have left another behind that holds the pipe.
        var told = Task.WaitAll([output, error], OutputWait);
        reason ??= TooMuch(process, output);
        // Of one that has ended the system no longer tells: what was seen last is counted, and of one that was too quick to be seen its time.
        Interlocked.Add(ref _ticks, Math.Max(progress.Processor.Ticks, Math.Min(clock.Elapsed.Ticks, Look.Ticks)));
        if (reason is not null || !told)
        {
            return new ToolResult([], $"{tool.Name} was stopped: {reason ?? "it left a program behind"}");
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? new ToolResult(output.Result ?? [], null) : new ToolResult([], Words(tool, error.Result, process.ExitCode));
    }

    private string? TooMuch(Process process, Task<byte[]?> output)
    {
        if (output is { IsCompletedSuccessfully: true, Result: null })
        {
            return $"it wrote more than {options.OutputBytes} bytes, which is the limit";
        }

        return Memory(process) > options.MemoryBytes ? $"it took more than {options.MemoryBytes >> 20} MB of memory, which is the limit" : null;
    }

    private static long Memory(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? 0 : process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended just now.
            return 0;
        }
    }

    private static string Words(Tool tool, byte[]? error, int exitCode)
    {
        var text = Encoding.UTF8.GetString(error ?? []).Trim();
        return text.Length > 0 ? text : $"{tool.Name} ended with {exitCode} and said nothing";
    }

    /// <summary>Everything up to a limit. If there is more, null at once, or what is beyond is read and thrown away.</summary>
    private static async Task<byte[]?> Read(Stream stream, int limit, bool cut = false)
    {
        using var all = new MemoryStream();
        var block = new byte[64 << 10];
        while (await stream.ReadAsync(block).ConfigureAwait(false) is > 0 and var read)
        {
            if (all.Length + read > limit && !cut)
            {
                return null;
            }

            all.Write(block, 0, (int)Math.Min(read, limit - all.Length));
        }
        return all.ToArray();
    }
}
