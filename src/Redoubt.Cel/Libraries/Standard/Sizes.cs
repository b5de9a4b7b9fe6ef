using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries.Standard;

/// <summary>`size(x)` and `x.size()`.</summary>
internal static class Sizes
{
    public static IEnumerable<CelFunction> All { get; } =
    [
        Function(
            "size",
            "The number of code points, bytes, elements or entries.",
            [
                Global("size_string", CelType.String, CelType.Int, Size), Receiver("string_size", CelType.String, CelType.Int, Size),
                Global("size_bytes", CelType.Bytes, CelType.Int, Size), Receiver("bytes_size", CelType.Bytes, CelType.Int, Size),
                Global("size_list", ListOfA, CelType.Int, Size), Receiver("list_size", ListOfA, CelType.Int, Size),
                Global("size_map", MapOfAToB, CelType.Int, Size), Receiver("map_size", MapOfAToB, CelType.Int, Size),
            ],
            Example("size('ÿ🐱')", "2"), Example("[1, 2].size()", "2"), Example("size({'a': 1})", "1"), Example("b'abc'.size()", "3")),
    ];

    private static CelValue Size(in CelValue value) => value.Kind switch
    {
        CelKind.String => CelValue.Int(Text.CodePoints(value.AsSpan())),
        CelKind.Bytes => CelValue.Int(value.AsBytes().Length),
        _ => Count(value),
    };

    /// <summary>The size of what may go on is not known.</summary>
    private static CelValue Count(in CelValue container)
    {
        var count = container.Count;
        return count >= 0 ? CelValue.Int(count) : ListItems.Missing(container);
    }
}
