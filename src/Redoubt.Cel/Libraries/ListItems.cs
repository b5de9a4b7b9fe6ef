namespace Redoubt.Cel.Libraries;

/// <summary>Reads lists whose elements may be unknown, or that may go on.</summary>
internal static class ListItems
{
    /// <summary>All elements; false, and an unknown value, if one of them or the list's end is not known.</summary>
    internal static bool TryRead(in CelValue list, out CelValue[] items, out CelValue unknown)
    {
        unknown = Missing(list);
        items = unknown.Kind == CelKind.Absent ? Copy(list) : [];
        return unknown.Kind == CelKind.Absent;
    }

    /// <summary>Unknown if an element or the end of the list is not known, with all that is missing; else absent.</summary>
    internal static CelValue Missing(in CelValue list)
    {
        CelUnknown? missing = null;
        foreach (var item in list.Items)
        {
            if (item.Kind == CelKind.Unknown)
            {
                missing = missing?.Union(item.AsUnknown()) ?? item.AsUnknown();
            }
        }
        return missing is null ? default : CelValue.Unknown(missing);
    }

    private static CelValue[] Copy(in CelValue list)
    {
        var items = new CelValue[list.Count];
        var at = 0;
        foreach (var item in list.Items)
        {
            items[at++] = item;
        }

        return items;
    }
}
