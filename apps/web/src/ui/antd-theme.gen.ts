// Generated from tokens.json by generate-tokens.ts. Do not edit.
export const antdTheme = {
  "light": {
    "token": {
      "colorPrimary": "#264F78",
      "colorInfo": "#264F78",
      "colorLink": "#264F78",
      "colorSuccess": "#21694A",
      "colorError": "#A33B1B",
      "colorWarning": "#7A5A0C",
      "colorTextBase": "#1C1E21",
      "colorText": "#1C1E21",
      "colorTextSecondary": "#4C4F55",
      "colorTextTertiary": "#666970",
      "colorTextPlaceholder": "#666970",
      "colorTextDisabled": "#666970",
      "colorTextLightSolid": "#FFFFFF",
      "colorBgLayout": "#F5F4F0",
      "colorBgContainer": "#FFFFFF",
      "colorBgElevated": "#FFFFFF",
      "colorBgContainerDisabled": "#EDEBE5",
      "colorBorder": "#8C887C",
      "colorBorderSecondary": "#DFDCD4",
      "colorSplit": "#DFDCD4",
      "colorPrimaryBg": "#E7EDF3",
      "colorSuccessBg": "#E5EFE9",
      "colorErrorBg": "#F9EAE4",
      "colorWarningBg": "#F6EDD8",
      "controlItemBgActive": "#E7EDF3",
      "controlItemBgHover": "#F5F4F0",
      "fontSize": 14,
      "fontSizeSM": 12,
      "fontSizeLG": 15,
      "lineHeight": 1.5714,
      "fontWeightStrong": 600,
      "borderRadius": 4,
      "borderRadiusSM": 4,
      "borderRadiusLG": 6,
      "controlHeight": 32,
      "controlHeightSM": 28,
      "controlHeightLG": 40,
      "sizeUnit": 4,
      "sizeStep": 4,
      "lineWidth": 1,
      "motionDurationFast": "0.12s",
      "motionDurationMid": "0.12s",
      "motionDurationSlow": "0.16s",
      "boxShadow": "0 6px 20px rgba(28, 30, 33, 0.14)",
      "boxShadowSecondary": "0 6px 20px rgba(28, 30, 33, 0.14)",
      "boxShadowTertiary": "none",
      "fontFamily": "var(--font)"
    },
    "components": {
      "Input": {
        "activeShadow": "0 0 0 2px #E7EDF3"
      },
      "Button": {
        "primaryShadow": "none",
        "defaultShadow": "none",
        "dangerShadow": "none",
        "fontWeight": 500,
        "paddingInline": 14
      },
      "Table": {
        "headerSplitColor": "transparent",
        "cellPaddingBlock": 8,
        "cellPaddingInline": 12,
        "cellFontSize": 14,
        "headerBg": "#FFFFFF",
        "headerColor": "#666970",
        "rowHoverBg": "#F5F4F0",
        "rowSelectedBg": "#E7EDF3",
        "borderColor": "#DFDCD4"
      },
      "Tree": {
        "titleHeight": 32,
        "indentSize": 18,
        "nodeSelectedBg": "#E7EDF3",
        "nodeHoverBg": "#F5F4F0"
      },
      "Menu": {
        "itemHeight": 34,
        "itemSelectedBg": "#E7EDF3",
        "itemSelectedColor": "#1C1E21"
      },
      "Form": {
        "verticalLabelPadding": "0 0 4px",
        "itemMarginBottom": 20,
        "labelColor": "#1C1E21"
      },
      "Modal": {
        "titleFontSize": 15
      },
      "Tabs": {
        "titleFontSize": 14,
        "inkBarColor": "#264F78"
      }
    }
  },
  "dark": {
    "token": {
      "colorPrimary": "#8DB4DA",
      "colorInfo": "#8DB4DA",
      "colorLink": "#8DB4DA",
      "colorSuccess": "#79BE98",
      "colorError": "#E8977B",
      "colorWarning": "#D6B25E",
      "colorTextBase": "#E9E8E4",
      "colorText": "#E9E8E4",
      "colorTextSecondary": "#B9BBBF",
      "colorTextTertiary": "#969AA1",
      "colorTextPlaceholder": "#969AA1",
      "colorTextDisabled": "#969AA1",
      "colorTextLightSolid": "#14161A",
      "colorBgLayout": "#14161A",
      "colorBgContainer": "#1B1E23",
      "colorBgElevated": "#1B1E23",
      "colorBgContainerDisabled": "#101215",
      "colorBorder": "#757A83",
      "colorBorderSecondary": "#32363D",
      "colorSplit": "#32363D",
      "colorPrimaryBg": "#1F2F40",
      "colorSuccessBg": "#1A2F25",
      "colorErrorBg": "#3A211A",
      "colorWarningBg": "#332A14",
      "controlItemBgActive": "#1F2F40",
      "controlItemBgHover": "#14161A",
      "fontSize": 14,
      "fontSizeSM": 12,
      "fontSizeLG": 15,
      "lineHeight": 1.5714,
      "fontWeightStrong": 600,
      "borderRadius": 4,
      "borderRadiusSM": 4,
      "borderRadiusLG": 6,
      "controlHeight": 32,
      "controlHeightSM": 28,
      "controlHeightLG": 40,
      "sizeUnit": 4,
      "sizeStep": 4,
      "lineWidth": 1,
      "motionDurationFast": "0.12s",
      "motionDurationMid": "0.12s",
      "motionDurationSlow": "0.16s",
      "boxShadow": "0 6px 20px rgba(0, 0, 0, 0.5)",
      "boxShadowSecondary": "0 6px 20px rgba(0, 0, 0, 0.5)",
      "boxShadowTertiary": "none",
      "fontFamily": "var(--font)"
    },
    "components": {
      "Input": {
        "activeShadow": "0 0 0 2px #1F2F40"
      },
      "Button": {
        "primaryShadow": "none",
        "defaultShadow": "none",
        "dangerShadow": "none",
        "fontWeight": 500,
        "paddingInline": 14
      },
      "Table": {
        "headerSplitColor": "transparent",
        "cellPaddingBlock": 8,
        "cellPaddingInline": 12,
        "cellFontSize": 14,
        "headerBg": "#1B1E23",
        "headerColor": "#969AA1",
        "rowHoverBg": "#14161A",
        "rowSelectedBg": "#1F2F40",
        "borderColor": "#32363D"
      },
      "Tree": {
        "titleHeight": 32,
        "indentSize": 18,
        "nodeSelectedBg": "#1F2F40",
        "nodeHoverBg": "#14161A"
      },
      "Menu": {
        "itemHeight": 34,
        "itemSelectedBg": "#1F2F40",
        "itemSelectedColor": "#E9E8E4"
      },
      "Form": {
        "verticalLabelPadding": "0 0 4px",
        "itemMarginBottom": 20,
        "labelColor": "#E9E8E4"
      },
      "Modal": {
        "titleFontSize": 15
      },
      "Tabs": {
        "titleFontSize": 14,
        "inkBarColor": "#8DB4DA"
      }
    }
  }
} as const;
