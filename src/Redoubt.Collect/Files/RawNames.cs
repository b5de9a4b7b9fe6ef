using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Redoubt.Collect.Files;

/// <summary>Names in a folder that are not UTF-8, which .NET cannot say: a file system takes any bytes.</summary>
internal static class RawNames
{
    /// <summary>These names in the order of their bytes, each byte that is no part of a letter written as <c>\xff</c>; none where the system does not tell.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyList<(string Name, bool IsFolder)> In(string folder)
    {
        var names = new List<(string Name, bool IsFolder)>();
        if (OperatingSystem.IsLinux())
        {
            _ = DirectoryStream.Read(folder, (name, type) =>
            {
                if (!Utf8.IsValid(name))
                {
                    names.Add((Escaped(name), type == DirectoryStream.Folder));
                }

                return true;
            });
        }

        names.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return names;
    }

    private static string Escaped(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder();
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out var letter, out var length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(letter.ToString());
            }
            else
            {
                foreach (var part in name[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{part:x2}");
                }
            }

            name = name[length..];
        }

        return text.ToString();
    }
}
