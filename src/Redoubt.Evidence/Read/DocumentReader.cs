using Redoubt.Evidence.Tapes;
using Redoubt.Yaml;

namespace Redoubt.Evidence.Read;

/// <summary>Makes documents of a file's bytes. Bad input is part of the result; nothing throws.</summary>
public static class DocumentReader
{
    /// <summary>Reads a file: YAML of any number of documents, or JSON, each an object or a list of objects.</summary>
    /// <param name="file">The file's name, as messages are to show it.</param>
    /// <param name="bytes">Its bytes: UTF-8, or UTF-16 with a byte order mark.</param>
    /// <param name="options">How to read it.</param>
    public static ReadResult Read(string file, ReadOnlySpan<byte> bytes, ReadOptions? options = null) =>
        Read(file, YamlText.FromBytes(bytes), options ?? ReadOptions.Default);

    /// <summary>Reads a file whose text is decoded already.</summary>
    /// <param name="file">The file's name, as messages are to show it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="options">How to read it.</param>
    public static ReadResult Read(string file, string text, ReadOptions? options = null) =>
        Read(file, YamlText.FromString(text), options ?? ReadOptions.Default);

    /// <summary>Reads a file whose bytes are decoded already.</summary>
    /// <param name="file">The file's name, as messages are to show it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="options">How to read it.</param>
    public static ReadResult Read(string file, YamlText text, ReadOptions options)
    {
        var source = text.Ascii.IsEmpty ? new SourceText(text.Chars) : new SourceText(text.Ascii);
        var sorter = new DocumentSorter(file, source, options);
        if (options.IsTemplate)
        {
            sorter.Templates();
            return sorter.Result;
        }
        var builder = new TapeBuilder(source, sorter, options.Values, isSent: true);
        YamlReader.Read(text, ref builder, options.Limits);
        builder.Seal();
        source.Narrow();
        return sorter.Result;
    }
}
