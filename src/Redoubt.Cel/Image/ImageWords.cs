using System.Collections.Immutable;

namespace Redoubt.Cel.Image;

/// <summary>The strings and types of an image, each made when it is first asked for. For many threads: who comes second makes an equal one.</summary>
/// <param name="strings">The section of strings, in UTF-8.</param>
/// <param name="types">The section of types.</param>
internal sealed class ImageWords(ImageSection strings, ImageSection types)
{
    private readonly string?[] _strings = new string?[strings.Count];
    private readonly CelType?[] _types = new CelType?[types.Count];

    public string Text(int number)
    {
        if ((uint)number < (uint)_strings.Length && _strings[number] is { } known)
        {
            return known;
        }

        var text = new ImageCursor(strings[number]).Text();
        _strings[number] = text;
        return text;
    }

    public CelType Type(int number)
    {
        if ((uint)number < (uint)_types.Length && _types[number] is { } known)
        {
            return known;
        }

        var cursor = new ImageCursor(types[number]);
        var kind = (CelTypeKind)cursor.Byte();
        if (kind > CelTypeKind.Parameter)
        {
            throw ImageCursor.Damage("a type is of no kind");
        }

        var name = Text(cursor.Number());
        var parameters = new CelType[cursor.Count()];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = cursor.Number();
            parameters[i] = parameter < number ? Type(parameter) : throw ImageCursor.Damage("a type is made of itself");
        }

        var type = CelType.Of(kind, name, ImmutableArray.Create(parameters));
        _types[number] = type;
        return type;
    }
}
