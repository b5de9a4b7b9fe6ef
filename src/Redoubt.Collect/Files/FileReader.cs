using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Yaml;

namespace Redoubt.Collect.Files;

/// <summary>Reads files within the limits. May be used from several threads.</summary>
internal sealed class FileReader(CollectOptions options)
{
    /// <summary>How much is asked for at first where a source does not say how long it is.</summary>
    private const int FirstRead = 64 * 1024;

    private readonly Charts _charts = new();

    /// <summary>Reads a file; what goes wrong is a problem of its result.</summary>
    public ReadResult Read(SourceFile file)
    {
        try
        {
            var bytes = Bytes(file, out var length);
            if (bytes is null)
            {
                return ReadResult.Of(LedgerCode.Cut, file.Name, $"larger than {options.FileBytes} bytes, which is the limit of a file");
            }

            if (!file.Named && IsForeignJson(file.Name, bytes.AsSpan(0, length)))
            {
                return ReadResult.Of(LedgerCode.NoObject, file.Name, "not an object of Kubernetes: `apiVersion` is missing");
            }
            return Read(file, YamlText.Of(bytes.AsMemory(0, length)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Problem(file, Reason(error));
        }
    }

    /// <summary>Why a chart's templates are not rendered, where more is known than that they are not.</summary>
    private string? WhyNotRendered => options.Render switch
    {
        null => null,
        { Helm: null } => "a template of a chart, and Helm is not here to render it: install `helm`, or `helm template FOLDER | redoubt scan -`",
        _ => "a template of a chart that is not rendered: the error says why",
    };

    /// <summary>A file that is not even opened.</summary>
    public static ReadResult Problem(SourceFile file, string reason) => ReadResult.Of(LedgerCode.Unreadable, file.Name, reason);

    /// <summary>Why a file or folder cannot be read, as a person would say it.</summary>
    public static string Reason(Exception error) =>
        $"cannot be read: {(error is FileNotFoundException or DirectoryNotFoundException ? "it is no longer there" : SystemFault.Of(error))}";

    private ReadResult Read(SourceFile file, YamlText text)
    {
        var scope = file.Whole ? Scope.Whole : Scope.Part;
        var read = options.Read with { Scope = scope, IsTemplate = _charts.IsTemplate(file.FullPath) };
        var result = DocumentReader.Read(file.Name, text, read);
        if (read.IsTemplate && WhyNotRendered is { } reason)
        {
            result = result with { Ledger = [.. result.Ledger.Select(entry => entry.Code == LedgerCode.NotRendered ? entry with { Reason = reason } : entry)] };
        }
        // A template that was asked for by name is asked too much of.
        return file.Named && result.Told(LedgerCode.NotRendered) is { Count: > 0 } templates
            ? result with { Ledger = [.. result.Ledger, .. templates.Select(template => template with { Code = LedgerCode.Unreadable })] }
            : result;
    }

    /// <summary>
    /// Configuration of other programs, often with comments, which JSON does not know. A key may be written without quotes, as YAML, or with
    /// escapes, as JSON: what has neither the word nor an escape has no such key.
    /// </summary>
    private static bool IsForeignJson(string name, ReadOnlySpan<byte> bytes) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && bytes.IndexOf("apiVersion"u8) < 0 && bytes.IndexOf("\\u"u8) < 0;

    private byte[]? Bytes(SourceFile file, out int length)
    {
        length = 0;
        if (file.FullPath.Length == 0)
        {
            return options.StandardInput is null ? [] : Bytes(options.StandardInput, FirstRead, out length);
        }

        using FileStream stream = new(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var expected = stream.CanSeek && stream.Length > 0 ? stream.Length : FirstRead;
        return expected > options.FileBytes ? null : Bytes(stream, (int)expected + 1, out length);
    }

    /// <summary>Reads to the end, whatever length the file claims: a pipe claims none, a growing file too little.</summary>
    /// <returns>Null if there is more than the limit.</returns>
    private byte[]? Bytes(Stream stream, int first, out int length)
    {
        var bytes = new byte[first];
        length = 0;
        while (stream.Read(bytes, length, bytes.Length - length) is > 0 and var read)
        {
            length += read;
            if (length > options.FileBytes)
            {
                return null;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, Array.MaxLength));
            }
        }
        return bytes;
    }
}
