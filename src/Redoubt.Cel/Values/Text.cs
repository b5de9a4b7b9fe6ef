namespace Redoubt.Cel.Values;

internal static class Text
{
    public static string Show(in CelValue value) => value.Kind == CelKind.String ? value.AsString() : value.Kind.ToString();
}
