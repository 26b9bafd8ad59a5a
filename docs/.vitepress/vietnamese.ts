/** The words of the site around the pages. */
export const vietnamese = {
  outline: { label: "Trong trang này", level: [2, 3] as [number, number] },
  docFooter: { prev: "Trang trước", next: "Trang sau" },
  darkModeSwitchLabel: "Giao diện",
  lightModeSwitchTitle: "Chuyển sang giao diện sáng",
  darkModeSwitchTitle: "Chuyển sang giao diện tối",
  sidebarMenuLabel: "Mục lục",
  returnToTopLabel: "Lên đầu trang",
  langMenuLabel: "Ngôn ngữ",
  skipToContentLabel: "Đến nội dung",
  notFound: {
    title: "Không tìm thấy trang",
    quote: "Trang này không có hoặc đã được chuyển đi.",
    linkLabel: "Về trang đầu",
    linkText: "Về trang đầu",
  },
};

/** The words of the search. */
export const vietnameseSearch = {
  translations: {
    button: { buttonText: "Tìm kiếm", buttonAriaLabel: "Tìm trong tài liệu" },
    modal: {
      displayDetails: "Hiện nội dung",
      resetButtonTitle: "Xóa ô tìm",
      backButtonTitle: "Đóng",
      noResultsText: "Không có kết quả cho",
      footer: {
        selectText: "mở",
        selectKeyAriaLabel: "Enter",
        navigateText: "chọn",
        navigateUpKeyAriaLabel: "mũi tên lên",
        navigateDownKeyAriaLabel: "mũi tên xuống",
        closeText: "đóng",
        closeKeyAriaLabel: "Esc",
      },
    },
  },
};
