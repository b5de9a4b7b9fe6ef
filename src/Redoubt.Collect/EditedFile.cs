using System.Text;

namespace Redoubt.Collect;

/// <summary>Writes a file of the user's again, whole or not at all.</summary>
public static class EditedFile
{
    /// <summary>Puts a new text in the place of the one that was read, in the encoding that the file has.</summary>
    /// <param name="file">The file.</param>
    /// <param name="before">The text that was read.</param>
    /// <param name="after">The text that it is to have.</param>
    /// <returns>Why it was not written; null where it was.</returns>
    public static string? Write(string file, string before, string after)
    {
        try
        {
            // What a link leads to is edited, and the link stays.
            var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
            if (new FileInfo(target).IsReadOnly)
            {
                return "it is read-only";
            }

            var bytes = File.ReadAllBytes(target);
            var encoding = EncodingOf(bytes);
            if (!encoding.GetBytes(before).AsSpan().SequenceEqual(bytes))
            {
                return "it changed while it was read, or holds bytes that are no text";
            }

            var part = $"{target}.{Environment.ProcessId}.part";
            try
            {
                File.WriteAllBytes(part, encoding.GetBytes(after));
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(part, File.GetUnixFileMode(target));
                }

                File.Move(part, target, overwrite: true);
            }
            finally
            {
                File.Delete(part);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SystemFault.Of(e);
        }
    }

    /// <summary>Makes a file; one that is there stays as it is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">The text that it is to have.</param>
    /// <returns>Why it was not made; null where it was.</returns>
    public static string? Create(string file, string text)
    {
        try
        {
            using var output = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write));
            output.Write(text);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SystemFault.Of(e);
        }
    }

    /// <summary>Why a file cannot be edited, before anything is done; null where it can.</summary>
    /// <param name="file">The file as it was named.</param>
    public static string? Objection(string file) => file switch
    {
        "-" => "standard input is no file",
        _ when !File.Exists(file) => "it is no file of its own",
        _ => null,
    };

    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };
}
